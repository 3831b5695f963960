package helpdesk.channel.email.sending;

import static helpdesk.channel.email.sending.MailDesk.HELP;
import static helpdesk.channel.email.sending.MailDesk.KIM;
import static helpdesk.channel.email.sending.MailDesk.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import helpdesk.attachment.Files;
import helpdesk.channel.email.LoopMark;
import helpdesk.channel.email.ReplyAddress;
import helpdesk.outbox.Carrier;
import helpdesk.outbox.Outbox;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MailTest
class ReplyMailTest {
  final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @Autowired MailDesk mail;
  @Autowired Outbox outbox;
  @Autowired Carrier carrier;
  @Autowired Files files;
  @Autowired TicketReader tickets;
  @Autowired TicketDesk desk;
  @Autowired ReplyAddress replyAddress;
  @Autowired LoopMark loopMark;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void start() {
    mail.startAfresh();
    post.start();
    mail.serverAt(post.getSmtp().getPort());
  }

  @AfterEach
  void stop() {
    carrier.rest();
    post.stop();
  }

  @Test
  void aReplyThreadsNamesItsSenderAndComesBackToItsTicket() throws Exception {
    TicketId ticket = mail.asks("Where is my parcel?");
    mail.reply(ticket, "It left us on Monday.");
    MimeMessage first = received(1);
    mail.reply(ticket, "And it has arrived.");
    MimeMessage second = received(2);

    InternetAddress from = (InternetAddress) first.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo(HELP.value());
    assertThat(from.getPersonal()).isEqualTo("Ada (Harbour Lane)");
    InternetAddress replyTo = (InternetAddress) first.getReplyTo()[0];
    assertThat(replyAddress.verify(new EmailAddress(replyTo.getAddress()))).contains(ticket);
    assertThat(first.getHeader("Return-Path", null)).contains(HELP.value());
    assertThat(first.getMessageID()).matches("<[A-Za-z0-9_-]{32}@desk\\.example>");
    assertThat(first.getSubject()).matches("Re: Where is my parcel\\? \\[#[0-9]+]");
    assertThat(first.getSentDate()).isEqualTo(Date.from(NINE));
    assertThat(first.getHeader("In-Reply-To", null)).matches("<[^<>]+@customer\\.example>");
    assertThat(second.getHeader("In-Reply-To", null)).isEqualTo(first.getMessageID());
    assertThat(second.getHeader("References", " "))
        .contains(first.getHeader("In-Reply-To", null), first.getMessageID());
    String id = first.getMessageID().replaceAll("[<>]", "");
    assertThat(loopMark.isOurs(id, first.getHeader(LoopMark.HEADER, null))).isTrue();
    assertThat(loopMark.isOurs("other@desk.example", first.getHeader(LoopMark.HEADER, null)))
        .isFalse();
  }

  @Test
  void theCustomersWordsAreQuotedInTheirLanguageAsTextAndAsHtml() throws Exception {
    TicketId ticket =
        mail.asks(KIM, "Pedido", "¿Dónde está?\n\n<b>Gracias</b>", Locale.forLanguageTag("es"));
    mail.reply(ticket, "Hola,\n\nmira aquí: https://desk.example/x?a=1&b=2.");

    Map<String, String> parts = alternatives(received(1));

    assertThat(parts.get("text/plain"))
        .startsWith("Hola,\r\n\r\nmira aquí: https://desk.example/x?a=1&b=2.")
        .contains(" Kim escribió:\r\n> ¿Dónde está?\r\n>\r\n> <b>Gracias</b>");
    assertThat(parts.get("text/html"))
        .contains("<p>Hola,</p>", "lang=\"es\"")
        .contains("<a href=\"https://desk.example/x?a=1&amp;b=2\">")
        .contains("<blockquote type=\"cite\">")
        .contains("<p>&lt;b&gt;Gracias&lt;/b&gt;</p>");
  }

  @Test
  void aLongMessageIsQuotedInPart() throws Exception {
    TicketId ticket = mail.asks(KIM, "Long", "line\n".repeat(500), Locale.forLanguageTag("sv"));
    mail.reply(ticket, "Kort svar.");

    String text = alternatives(received(1)).get("text/plain");

    assertThat(text).contains("skrev Kim:").endsWith("> …\r\n").hasSizeLessThan(400);
  }

  @Test
  void namesSubjectsAndFilesInAnyScriptArriveAsTheyWere() throws Exception {
    byte[] bytes = new byte[3 << 20];
    new Random(7).nextBytes(bytes);
    String name = "räkning ñ 漢字 – \"mars\" och en mycket lång rad till så att den måste brytas.pdf";
    IncomingFile file = stored(bytes, name, "application/pdf");
    Party asa = new Party("Åsa, \"Öberg\" 漢", new EmailAddress("asa@räksmörgås.example"));
    TicketId ticket = mail.asks(asa, "Påsk – ¿dónde está 漢字?", "Hej", Locale.forLanguageTag("sv"));

    mail.reply(ticket, new WriteReply("Bifogat.", null, null, List.of(file), null, null, null));
    MimeMessage got = received(1);

    assertThat(got.getSubject()).startsWith("Re: Påsk – ¿dónde está 漢字? [#");
    InternetAddress to = (InternetAddress) got.getRecipients(RecipientType.TO)[0];
    assertThat(to.getPersonal()).isEqualTo("Åsa, \"Öberg\" 漢");
    assertThat(to.getAddress()).isEqualTo("asa@xn--rksmrgs-5wao1o.example");
    BodyPart attached = ((MimeMultipart) got.getContent()).getBodyPart(1);
    assertThat(attached.getFileName()).isEqualTo(name);
    assertThat(attached.getInputStream().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void whoGetsItUnseenGetsItAndNoHeaderNamesThem() throws Exception {
    Party jo = new Party("Jo", new EmailAddress("jo@copied.example"));
    Party lee = new Party("Lee", new EmailAddress("lee@unseen.example"));
    TicketId ticket = mail.asks("Between us");
    MessageId written =
        mail.reply(
            ticket,
            new WriteReply(
                "Here you are.",
                null,
                new Recipients(List.of(KIM), List.of(jo), List.of(lee)),
                List.of(),
                null,
                null,
                null));

    MimeMessage got = received(3);

    for (Party party : List.of(KIM, jo, lee)) {
      assertThat(inboxOf(party)).hasSize(1);
    }
    for (MimeMessage copy : post.getReceivedMessages()) {
      assertThat(copy.getHeader("Bcc")).isNull();
      assertThat(wholeOf(copy)).doesNotContain("lee@unseen.example", "Lee");
      assertThat(copy.getMessageID()).isEqualTo(got.getMessageID());
    }
    assertThat(got.getRecipients(RecipientType.CC)).hasSize(1);
    TicketView view = tickets.byNumber(tickets.heads(List.of(ticket)).get(0).number());
    assertThat(view.messages())
        .filteredOn(m -> m.id().equals(written))
        .singleElement()
        .satisfies(m -> assertThat(m.bcc()).containsExactly(lee));
  }

  @Test
  void aPastedPictureIsShownBehindTheTextAndNamedInThePlainOne() throws Exception {
    IncomingFile picture =
        new IncomingFile(
            stored(new byte[] {1, 2, 3}, "x", "x/x").file(),
            "image <1>.png",
            "image/png",
            true,
            "shown@inline");
    IncomingFile report = stored(new byte[] {4}, "report.pdf", "application/pdf");
    TicketId ticket = mail.asks("Show me");

    mail.reply(
        ticket, new WriteReply("Look.", null, null, List.of(picture, report), null, null, null));

    MimeMultipart mixed = (MimeMultipart) received(1).getContent();
    MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
    MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();
    assertThat((String) alternative.getBodyPart(0).getContent())
        .startsWith("Look.\r\n\r\n[image <1>.png]\r\n");
    assertThat((String) related.getBodyPart(0).getContent())
        .contains("<p>Look.</p>", "<img src=\"cid:shown@inline\" alt=\"image &lt;1&gt;.png\">");
    assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<shown@inline>");
    assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
    assertThat(mixed.getCount()).isEqualTo(2);
    assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("report.pdf");
  }

  @Test
  void aCallerWhoLeftAnAddressIsAnsweredByMail() throws Exception {
    Party caller = new Party("Cora", new EmailAddress("cora@caller.example"));
    TicketNumber number =
        desk.open(
            new OpenTicket(
                ChannelKind.PHONE,
                null,
                "Wants an invoice",
                "Called at noon.",
                null,
                caller,
                Priority.NORMAL,
                List.of(),
                null,
                null,
                null,
                null));

    mail.reply(desk.idOf(number), "Here it is.");

    assertThat(received(1).getAllRecipients())
        .containsExactly(new InternetAddress("cora@caller.example", "Cora"));
  }

  @Test
  void nobodyCanWriteASecondHeader() throws Exception {
    String evil = "x\r\nBcc: victim@example.org\r\n\r\nowned";
    IncomingFile file = stored(new byte[] {1}, evil, "text/plain\r\nBcc: victim@example.org");
    transaction.executeWithoutResult(
        status ->
            outbox.enqueue(
                new OutgoingMail(
                    "once@desk.example",
                    mail.mailbox().id(),
                    null,
                    null,
                    evil,
                    List.of(new Party(evil, KIM.email())),
                    List.of(),
                    List.of(),
                    evil,
                    "Hello",
                    null,
                    evil,
                    List.of(evil, "good@example.org"),
                    Map.of("Auto-Submitted", "auto-replied\r\nBcc: victim@example.org"),
                    List.of(file))));

    MimeMessage got = received(1);

    assertThat(got.getHeader("Bcc")).isNull();
    assertThat(got.getAllRecipients()).hasSize(1);
    assertThat(got.getHeader("Auto-Submitted", null)).startsWith("auto-replied Bcc");
    assertThat(got.getHeader("References", null)).isEqualTo("<good@example.org>");
    BodyPart attached = ((MimeMultipart) got.getContent()).getBodyPart(1);
    assertThat(attached.getContentType()).isEqualTo("application/octet-stream");
    assertThat(attached.getHeader("Bcc")).isNull();
  }

  private MimeMessage received(int count) {
    mail.sendAll();
    MimeMessage[] all = post.getReceivedMessages();
    assertThat(all).hasSize(count);
    return all[count - 1];
  }

  private IncomingFile stored(byte[] bytes, String name, String type) {
    return new IncomingFile(
        transaction.execute(status -> files.store(() -> new ByteArrayInputStream(bytes))),
        name,
        type,
        false,
        null);
  }

  private List<StoredMessage> inboxOf(Party party) throws Exception {
    Managers managers = post.getManagers();
    return managers
        .getImapHostManager()
        .getInbox(managers.getUserManager().getUserByEmail(party.email().value()))
        .getMessages();
  }

  private static String wholeOf(MimeMessage message) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, String> alternatives(MimeMessage message) throws Exception {
    Map<String, String> parts = new HashMap<>();
    MimeMultipart alternative = (MimeMultipart) message.getContent();
    assertThat(alternative.getContentType()).startsWith("multipart/alternative");
    for (int n = 0; n < alternative.getCount(); n++) {
      BodyPart part = alternative.getBodyPart(n);
      parts.put(part.getContentType().replaceAll(";.*", "").strip(), (String) part.getContent());
    }
    return parts;
  }
}
