package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.intake.Interpreter.NotWanted;
import helpdesk.intake.RawMessage;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.IncomingMessage.Automatic;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class MailInterpreterTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  @Autowired MailInterpreter interpreter;
  @Autowired Channels channels;
  @Autowired ReplyAddress replyAddress;
  @Autowired LoopMark loopMark;
  @Autowired helpdesk.attachment.Files files;

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
  }

  @Test
  void tenThousandRecipientsAreBounded() throws Exception {
    StringBuilder to = new StringBuilder();
    for (int n = 0; n < 10_000; n++) to.append("\n person").append(n).append("@example.org,");

    IncomingMessage mail = read("From: a@example.org\nTo:" + to + "\nCc: b@example.org\n\nHi");

    assertThat(mail.to().size() + mail.cc().size()).isEqualTo(200);
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

  @Test
  void wronglyLabelledTextIsReadAllTheSame() throws Exception {
    assertThat(text("text/plain; charset=us-ascii", "Größe, año, på", "UTF-8"))
        .isEqualTo("Größe, año, på");
    assertThat(text("text/plain", "Größe, año, på", "windows-1252")).isEqualTo("Größe, año, på");
    assertThat(text("text/plain; charset=iso-8859-1", "“quoted” – €", "windows-1252"))
        .isEqualTo("“quoted” – €");
    assertThat(text("text/plain; charset=x-unknown", "Größe", "UTF-8")).isEqualTo("Größe");
    assertThat(text("text/plain; charset=utf-8", "Ett fel i går kväll på ön", "windows-1252"))
        .isEqualTo("Ett fel i går kväll på ön");
    assertThat(text("text/plain; charset=koi8-r", "Привет, мир", "koi8-r"))
        .isEqualTo("Привет, мир");
    assertThat(text("text/plain; charset=\"iso-2022-jp\"", "日本語", "iso-2022-jp")).isEqualTo("日本語");
    assertThat(text("text/html", "<meta charset=windows-1251><p>Привет", "windows-1251"))
        .isEqualTo("Привет");
  }

  @Test
  void brokenEncodedWordsInTheSubjectAreReadable() throws Exception {
    assertThat(subject("=?utf-8?B?w4VzYSDD?= =?utf-8?B?lmJlcmc=?=")).isEqualTo("Åsa Öberg");
    assertThat(subject("=?utf-8?Q?Hola, =C2=BFqu=C3=A9 tal?=")).isEqualTo("Hola, ¿qué tal");
    assertThat(subject("=?iso-8859-1?q?caf=e9?= and =?UTF-8*es?Q?t=C3=A9?=!"))
        .isEqualTo("café and té!");
    assertThat(subject("=?no-such?Q?abc=E9?=")).isEqualTo("abcé");
    assertThat(subject("=?utf-8?B?not base64 at all")).isEqualTo("=?utf-8?B?not base64 at all");
    assertThat(subject("a\u0000b\u0007c")).isEqualTo("abc");
  }

  @Test
  void htmlAloneGivesTextWithItsParagraphsLinksAndLists() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: a@example.org
            Content-Type: text/html; charset=utf-8

            <html><head><style>p{color:red}</style><title>T</title></head><body><p>Hello<br>there</p>
            <ul><li>one</li><li>two</li></ul><p>See <a href="https://x.example/a">this page</a></p>
            <script>alert(1)</script><table><tr><td>a</td><td>b</td></tr></table></body></html>
            """);

    assertThat(mail.text())
        .isEqualTo("Hello\nthere\n\n- one\n- two\n\nSee this page <https://x.example/a>\n\na b");
    assertThat(mail.html()).contains("<li>one</li>").doesNotContain("alert", "color:red");
  }

  @Test
  void anInlineImageIsShownWhateverItsDispositionAndAnUnusedOneIsAFile() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: a@example.org
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <p>Look <img src="cid:used@x"></p>
            --b
            Content-Type: image/png; name="used.png"
            Content-Disposition: attachment
            Content-ID: <used@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b
            Content-Type: image/png
            Content-Disposition: inline
            Content-ID: <unused@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgoA
            --b--
            """);

    assertThat(mail.files())
        .extracting(IncomingFile::name)
        .containsExactly("used.png", "image.png");
    assertThat(mail.files()).extracting(IncomingFile::inline).containsExactly(true, false);
    assertThat(mail.files().get(0).contentId()).isEqualTo("used@x");
  }

  @Test
  void attachedMessagesInvitationsAndSealedPartsAreKeptAsFiles() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: a@example.org
            Content-Type: multipart/mixed; boundary=b

            --b

            See below
            --b
            Content-Type: message/rfc822

            From: inner@example.org
            Subject: Inner / one

            inner text
            --b
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            --b
            Content-Type: application/pkcs7-mime; name=smime.p7m
            Content-Transfer-Encoding: base64

            AAAA
            --b
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Transfer-Encoding: base64

            eJ8+
            --b--
            """);

    assertThat(mail.text()).isEqualTo("See below");
    assertThat(mail.files())
        .extracting(IncomingFile::name)
        .containsExactly("message.eml", "invitation.ics", "smime.p7m", "winmail.dat");
    assertThat(
            new String(
                files.open(mail.files().get(0).file().sha256()).readAllBytes(),
                StandardCharsets.UTF_8))
        .contains("inner text");
  }

  @Test
  void fileNamesAreReadAndMadeSafe() throws Exception {
    assertThat(fileName("attachment; filename*=utf-8''na%C3%AFve%20plan.pdf"))
        .isEqualTo("naïve plan.pdf");
    assertThat(fileName("attachment; filename*0=\"long \"; filename*1*=%C3%A9nd; filename*2=.txt"))
        .isEqualTo("long énd.txt");
    assertThat(fileName("attachment; filename=\"=?utf-8?Q?r=C3=A5d.txt?=\"")).isEqualTo("råd.txt");
    assertThat(fileName("attachment; filename=\"..\\..\\windows\\system32\\evil.exe\""))
        .isEqualTo("evil.exe");
    assertThat(fileName("attachment; filename=\"../../etc/passwd\"")).isEqualTo("passwd");
    assertThat(fileName("attachment; filename=\"a\u0000b\u202Egpj.exe\"")).isEqualTo("ab_gpj.exe");
    assertThat(fileName("attachment; filename=\"...\"")).isEqualTo("attachment.pdf");
    assertThat(fileName("attachment; filename=unquoted name.pdf")).isEqualTo("unquoted name.pdf");
    assertThat(fileName("attachment; filename=\"" + "n".repeat(400) + ".pdf\""))
        .endsWith(".pdf")
        .hasSize(150);
  }

  @Test
  void nestingAHundredLevelsDeepAndBrokenTreesLoseNothing() throws Exception {
    StringBuilder deep = new StringBuilder("From: a@example.org\n");
    for (int n = 0; n < 150; n++) {
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(n)
          .append("\n\n--b")
          .append(n)
          .append('\n');
    }
    deep.append("Content-Type: text/plain\n\nat the bottom\n");

    IncomingMessage nested = read(deep.toString());
    IncomingMessage endless =
        read("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello");
    IncomingMessage without = read("From: a@x.example\nContent-Type: multipart/mixed\n\nHello");

    assertThat(nested.files()).hasSize(1);
    assertThat(endless.text()).isEqualTo("Hello");
    assertThat(without.text()).isEqualTo("Hello");
  }

  @Test
  void nothingThatPostgresRefusesComesOutAndLongTextSaysThatItIsCut() throws Exception {
    IncomingMessage odd = read("From: a@example.org\nSubject: a\u0000b\n\nx\u0000y\uFEFF");
    IncomingMessage lone =
        read("From: a@x.example\nContent-Type: text/html\n\n<p>a&#xD800;b&#0;c</p>");
    IncomingMessage endless = read("From: a@example.org\n\n" + "word ".repeat(600_000));

    assertThat(odd.subject()).isEqualTo("ab");
    assertThat(odd.text()).startsWith("xy");
    assertThat(lone.text())
        .doesNotContain("\u0000")
        .matches(t -> t.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    assertThat(lone.html())
        .matches(t -> t.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));
    assertThat(endless.text())
        .hasSizeLessThanOrEqualTo(1_000_000)
        .endsWith("The rest is in the original.]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "<",
        "\"",
        "@:",
        "<@",
        "=?a?q?",
        " ",
        "a@b,",
        "\\",
        "filename*1=",
        ";x=\"\\\"",
        "> ",
        ","
      })
  void headersWithoutMeasureCostLittle(String repeated) throws Exception {
    String absurd = repeated.repeat(300_000 / repeated.length());
    String mail =
        "From: a@example.org\nTo: %1$s\nSubject: %1$s\nReferences: %1$s\nMessage-ID: %1$s\n"
            + "Content-Type: text/html; name=\"%1$s\nDate: %1$s\n\n<pre>%1$s</pre>\n";

    IncomingMessage read = read(mail.formatted(absurd));

    assertThat(read.subject()).hasSizeLessThanOrEqualTo(500);
    assertThat(read.references()).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void longTextsThatLookLikeQuotesAndHtmlFullOfThemCostLittle() throws Exception {
    String lines =
        "On Monday 2 March 2026 somebody <a@b> said and wrote nothing here\n".repeat(5_000);
    String html =
        "<blockquote type=cite>" + "<p>x</p><blockquote type=cite>y</blockquote>".repeat(5_000);

    assertThat(read("From: a@example.org\n\n" + lines).visibleText()).isNotEmpty();
    assertThat(read("From: a@example.org\nContent-Type: text/html\n\n" + html).visibleText())
        .isNotEmpty();
  }

  @Test
  void machinesMailIsToldFromPeoples() throws Exception {
    assertThat(automatic("Auto-Submitted: auto-replied (vacation)"))
        .isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("Auto-Submitted: auto-generated")).isEqualTo(Automatic.AUTO_GENERATED);
    assertThat(automatic("Auto-Submitted: auto-generated\nSubject: Out of office: Kim"))
        .isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("Auto-Submitted: no")).isNull();
    assertThat(automatic("Precedence: auto_reply")).isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("Return-Path: <>\nIn-Reply-To: <a@b>")).isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("Return-Path: <>")).isEqualTo(Automatic.AUTO_GENERATED);
    assertThat(automatic("X-Auto-Response-Suppress: All\nSubject: Autosvar: semester"))
        .isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("X-Auto-Response-Suppress: All\nSubject: My order")).isNull();
    assertThat(automatic("Subject: Respuesta automática: ausente"))
        .isEqualTo(Automatic.AUTO_REPLIED);
    assertThat(automatic("Subject: Re: Out of office chairs")).isNull();
    assertThat(automatic("Precedence: bulk\nList-Id: <l.example.org>")).isNull();
    assertThat(read("From: a@x.example\nList-Id: <l.x.example>\n\nHi").bulk()).isTrue();
    assertThat(read("From: a@x.example\n\nHi").bulk()).isFalse();
  }

  @Test
  void aBounceNamesTheMessageThatBounced() throws Exception {
    IncomingMessage bounce =
        read(
            """
            From: MAILER-DAEMON (Mail Delivery System)
            Return-Path: <>
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            It did not work.
            --b
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; kim@example.org
            Action: failed
            --b
            Content-Type: message/rfc822

            From: help@shop.example
            Message-ID: <t1.m2@shop.example>

            Dear Kim
            --b--
            """);

    assertThat(bounce.automatic()).isEqualTo(Automatic.BOUNCE);
    assertThat(bounce.kind()).isEqualTo(MessageKind.AUTOMATIC);
    assertThat(bounce.references()).containsExactly("t1.m2@shop.example");
  }

  @Test
  void theLanguageIsGuessedFromWhatIsVisible() throws Exception {
    assertThat(language("Hello, my parcel has not arrived. Can you please help me with this?"))
        .isEqualTo("en");
    assertThat(language("Hola, no he recibido mi pedido y quiero saber cuando llega, gracias"))
        .isEqualTo("es");
    assertThat(language("Hej, jag har inte fått mitt paket och vill veta när det kommer"))
        .isEqualTo("sv");
    assertThat(language("Olá, não recebi o meu pedido e queria saber quando chega, obrigado"))
        .isNull();
    assertThat(language("12345")).isNull();
  }

  private String language(String text) throws Exception {
    return Optional.ofNullable(
            read("From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\n" + text)
                .language())
        .map(Locale::getLanguage)
        .orElse(null);
  }

  private Automatic automatic(String headers) throws Exception {
    return read("From: a@example.org\n" + headers + "\n\nHi").automatic();
  }

  private String subject(String value) throws Exception {
    return read("From: a@example.org\nSubject: " + value + "\n\nHi").subject();
  }

  private String fileName(String disposition) throws Exception {
    String mail =
        "From: a@example.org\nContent-Type: application/pdf\nContent-Disposition: "
            + disposition
            + "\n\nx";
    return read(mail).files().get(0).name();
  }

  private String text(String type, String text, String charset) throws Exception {
    byte[] head =
        ("From: a@example.org\nContent-Type: " + type + "\n\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = text.getBytes(Charset.forName(charset));
    byte[] mail = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, mail, head.length, body.length);
    return read(mail, Origin.INBOUND).text();
  }

  private Channel mailbox(String name) {
    return channels.createEmail(new EmailAddress(name + "@shop.example"), null, null);
  }

  private IncomingMessage read(String mail) throws Exception {
    return read(mail.getBytes(StandardCharsets.UTF_8), Origin.INBOUND);
  }

  private IncomingMessage read(byte[] mail, Origin origin) throws Exception {
    RawMessage raw =
        new RawMessage(
            1, "api", null, origin, NOON, mail.length, false, () -> new ByteArrayInputStream(mail));
    return interpreter.interpret(raw);
  }
}
