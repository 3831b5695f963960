package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.intake.Interpreter.NotWanted;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesktest.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who wrote to whom, and to which conversation it belongs. */
@DatabaseTest
class MailInterpreterTest extends MailReading {
  @Autowired Channels channels;
  @Autowired ReplyAddress replyAddress;
  @Autowired LoopMark loopMark;

  @Test
  void aPlainMailSaysWhoWroteWhatToWhom() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: =?utf-8?Q?Åsa_Öberg?= <Asa@Example.ORG>
            To: help@shop.example, "Doe, Jane" <jane@example.org>
            Cc: Team: bo@example.org, eva@example.org;
            Subject: Parcel 12
             and 13
            Message-ID: <one@example.org>

            Where are they?
            """);

    assertThat(mail.from()).isEqualTo(new Party("Åsa Öberg", new EmailAddress("asa@example.org")));
    assertThat(mail.to())
        .extracting(p -> p.email().value())
        .containsExactly("help@shop.example", "jane@example.org");
    assertThat(mail.to().get(1).name()).isEqualTo("Doe, Jane");
    assertThat(mail.cc())
        .extracting(p -> p.email().value())
        .containsExactly("bo@example.org", "eva@example.org");
    assertThat(mail.subject()).isEqualTo("Parcel 12 and 13");
    assertThat(mail.text()).isEqualTo("Where are they?");
    assertThat(mail.messageId()).isEqualTo("one@example.org");
    assertThat(mail.kind()).isEqualTo(MessageKind.CUSTOMER);
  }

  @Test
  void withoutAnyAddressOfTheSenderItIsNotUnderstood() {
    assertThatThrownBy(() -> read("From: nobody in particular\nSubject: x\n\ntext"))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("no e-mail address");
    assertThatThrownBy(() -> read("Subject: x\n\ntext"))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("names no sender");
    assertThatThrownBy(() -> read("\u0000\u0001binary")).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void aContactFormWritesForThePersonInReplyTo() throws Exception {
    Channel shop = mailbox("forms");

    IncomingMessage form =
        read("From: Shop <%s>\nReply-To: Kim <kim@example.org>\n\nHi".formatted(shop.address()));
    IncomingMessage person = read("From: kim@example.org\nReply-To: office@example.org\n\nHi");

    assertThat(form.from().email().value()).isEqualTo("kim@example.org");
    assertThat(person.from().email().value()).isEqualTo("kim@example.org");
    assertThat(form.remarks().replyTo()).isEmpty();
    assertThat(person.remarks().replyTo())
        .containsExactly(new Party(null, new EmailAddress("office@example.org")));
  }

  @Test
  void anAddressThatTakesNoMailIsNotAnswered() throws Exception {
    IncomingMessage mail = read("From: kim@example.org\nReply-To: no-reply@example.org\n\nHi");

    assertThat(mail.remarks().replyTo()).isEmpty();
  }

  @Test
  void theMailboxIsFoundAmongTheRecipientsAndGivesItsSettings() throws Exception {
    Channel shop =
        channels.createEmail(
            new EmailAddress("ayuda@shop.example"), null, Locale.forLanguageTag("es"));

    IncomingMessage mail =
        read(
            "From: a@example.org\n"
                + "To: x@example.org\n"
                + "Delivered-To: ayuda+web@shop.example\n\n"
                + "Hello, this is the text");

    assertThat(mail.channelId()).isEqualTo(shop.id());
    assertThat(mail.language()).isEqualTo(Locale.forLanguageTag("es"));
  }

  @Test
  void aSignedReplyAddressNamesItsTicketAndItsMailbox() throws Exception {
    Channel shop = mailbox("signed");
    EmailAddress signed = replyAddress.sign(new TicketId(77), shop.address());

    IncomingMessage mail = read("From: a@example.org\nTo: " + signed + "\n\nHi");

    assertThat(mail.replyTicket()).isEqualTo(new TicketId(77));
    assertThat(mail.channelId()).isEqualTo(shop.id());
  }

  @Test
  void ourOwnMailComingBackIsNotWanted() throws Exception {
    String marked =
        "From: a@example.org\nX-Helpdesk-Loop: "
            + loopMark.of("own@shop.example")
            + "\nMessage-ID: <%s>\n\nHi";

    assertThat(read(marked.formatted("another@shop.example")).text()).isEqualTo("Hi");
    assertThatThrownBy(() -> read(marked.formatted("own@shop.example")))
        .isInstanceOf(NotWanted.class)
        .hasMessage("our own message came back");
  }

  @Test
  void inAnImportedMailboxOurOwnMessagesAreAgents() throws Exception {
    Channel shop = mailbox("imported");
    String mail = "From: " + shop.address() + "\nDate: Mon, 2 Feb 2026 10:00:00 +0100\n\nHi";

    IncomingMessage imported = read(mail.getBytes(StandardCharsets.UTF_8), Origin.IMPORT);

    assertThat(imported.kind()).isEqualTo(MessageKind.AGENT);
    assertThat(imported.writtenAt()).isEqualTo(Instant.parse("2026-02-02T09:00:00Z"));
    assertThat(imported.at()).isEqualTo(NOON);
    assertThat(read(mail).writtenAt()).isEqualTo(NOON);
  }

  @Test
  void theSameMailByTwoWaysHasOneKeyAndAnotherTextHasAnother() throws Exception {
    String mail = "From: a@example.org\nMessage-ID: <k@x>\nSubject: s\n\nOne text\nFrom here on\n";
    String elsewhere =
        "Received: by other\n"
            + "Delivered-To: b@x.example\n"
            + "From: a@example.org\n"
            + "Message-ID: <k@x>\n"
            + "Subject: s\n"
            + "Content-Transfer-Encoding: quoted-printable\n\n"
            + "One =\n"
            + "text  \n"
            + ">From here on\n\n";

    assertThat(read(elsewhere).dedupeKey()).isEqualTo(read(mail).dedupeKey()).hasSize(32);
    assertThat(read(mail.replace("One text", "Another")).dedupeKey())
        .isNotEqualTo(read(mail).dedupeKey());
    String unnamed = mail.replace("Message-ID: <k@x>\n", "");
    assertThat(read(unnamed).dedupeKey())
        .isNotEqualTo(read(unnamed.replace("s\n\n", "t\n\n")).dedupeKey());
  }

  @Test
  void referencesRunFromTheParentToTheOldestWithoutGarbage() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: a@example.org
            Message-ID: <me@x>
            In-Reply-To: Message of "Monday" <c@x> (a comment) from <a@example.org>
            References: <a@x>
             <b @x><c@x> <me@x> <broken@x

            Hi
            """);

    assertThat(mail.references()).containsExactly("c@x", "broken@x", "b@x", "a@x");
  }

  @Test
  void anEndlessMessageIdIsShortenedAlwaysInTheSameWay() throws Exception {
    String id = "x".repeat(3000) + "@example.org";
    String mail = "From: a@example.org\nMessage-ID: <" + id + ">\n\nHi";

    assertThat(read(mail).messageId())
        .hasSizeLessThanOrEqualTo(500)
        .isEqualTo(read(mail).messageId());
    assertThat(read("From: a@example.org\nIn-Reply-To: <" + id + ">\n\nHi").references())
        .containsExactly(read(mail).messageId());
  }

  @Test
  void theSubjectMayNameATicket() throws Exception {
    assertThat(read("From: a@x.example\nSubject: Re: [#1042] Lamp\n\nHi").subjectNumber())
        .isEqualTo(new TicketNumber(1042));
    assertThat(read("From: a@x.example\nSubject: Re: Lamp #1042\n\nHi").subjectNumber())
        .isEqualTo(new TicketNumber(1042));
    assertThat(read("From: a@x.example\nSubject: [1042] Lamp\n\nHi").subjectNumber())
        .isEqualTo(new TicketNumber(1042));
    assertThat(read("From: a@x.example\nSubject: Invoice 1042 of abc#12x\n\nHi").subjectNumber())
        .isNull();
  }

  private Channel mailbox(String name) {
    return channels.createEmail(new EmailAddress(name + "@shop.example"), null, null);
  }
}
