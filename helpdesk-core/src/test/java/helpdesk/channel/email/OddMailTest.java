package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.RawMessage;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Remarks;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** Messages of unusual make, each by a small one made up for it. */
@DatabaseTest
@Transactional
class OddMailTest {
  @Autowired MailInterpreter interpreter;
  @Autowired helpdesk.attachment.Files files;

  @Test
  void aWinmailDatIsReplacedByWhatIsInIt() throws Exception {
    byte[] winmail =
        new TnefWriter()
            .file("Übersicht 2026.pdf", "application/pdf", "pdf bytes")
            .file("photo.png", "image/png", "png bytes")
            .bytes();

    IncomingMessage mail =
        read(
            """
            From: outlook@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See the files.
            --b
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Transfer-Encoding: base64

            %s
            --b--
            """
                .formatted(TnefWriter.base64(winmail)));

    assertThat(mail.text()).isEqualTo("See the files.");
    assertThat(mail.files())
        .extracting(IncomingFile::name)
        .containsExactly("Übersicht 2026.pdf", "photo.png");
    assertThat(mail.files())
        .extracting(IncomingFile::type)
        .containsExactly("application/pdf", "image/png");
    assertThat(content(mail.files().get(0))).isEqualTo("pdf bytes");
  }

  @Test
  void theTextOfAWinmailDatStandsInWhereThereIsNoOther() throws Exception {
    byte[] winmail = new TnefWriter().text("The only words.").bytes();

    IncomingMessage mail =
        read(
            "From: outlook@example.org\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + TnefWriter.base64(winmail));

    assertThat(mail.text()).isEqualTo("The only words.");
    assertThat(mail.files()).extracting(IncomingFile::name).containsExactly("winmail.dat");
  }

  @Test
  void aGarbledWinmailDatStaysAFile() throws Exception {
    byte[] whole = new TnefWriter().file("a.pdf", "application/pdf", "pdf bytes").bytes();
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      IncomingMessage mail =
          read(
              "From: outlook@example.org\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                  + "Content-Transfer-Encoding: base64\n\n"
                  + TnefWriter.base64(cut));
      assertThat(mail.files()).hasSize(1);
    }
  }

  @Test
  void anInvitationSaysWhatWhenAndWhereAndStaysAFile() throws Exception {
    IncomingMessage mail =
        read(
            """
            From: host@example.org
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            Come!
            --b
            Content-Type: text/calendar; charset=utf-8; method=REQUEST

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            SUMMARY:Väggar\\, tak
              och golv
            DTSTART;TZID="W. Europe Standard Time":20261201T100000
            DTEND;TZID=Europe/Berlin:20261201T113000
            LOCATION:Room 4
            END:VEVENT
            END:VCALENDAR
            --b--
            """);

    Remarks.Invitation invitation = mail.remarks().invitation();
    assertThat(invitation)
        .isEqualTo(
            new Remarks.Invitation(
                "request",
                "Väggar, tak och golv",
                Instant.parse("2026-12-01T09:00:00Z"),
                Instant.parse("2026-12-01T10:30:00Z"),
                null,
                "Room 4"));
    assertThat(mail.files()).extracting(IncomingFile::name).containsExactly("invitation.ics");
  }

  @Test
  void aDayOrATimeSomewhereIsSaidAsItIsWritten() throws Exception {
    assertThat(when("DTSTART;VALUE=DATE:20261224")).isEqualTo("2026-12-24");
    assertThat(when("DTSTART;TZID=Customized Time Zone:20261224T180000"))
        .isEqualTo("2026-12-24 18:00 (Customized Time Zone)");
    assertThat(when("DTSTART:20261224T180000")).isEqualTo("2026-12-24 18:00");
    assertThat(when("DTSTART:tomorrow")).isEqualTo("tomorrow");
  }

  private String when(String start) throws Exception {
    Remarks.Invitation invitation =
        read("From: a@example.org\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
                + start
                + "\nEND:VEVENT\nEND:VCALENDAR\n")
            .remarks()
            .invitation();
    return invitation == null ? "no invitation" : String.valueOf(invitation.when());
  }

  @Test
  void anAttachedMessageIsKeptWholeAndAnInlineForwardStaysReadable() throws Exception {
    IncomingMessage attached =
        read(
            """
            From: a@example.org
            Content-Type: multipart/mixed; boundary=b

            --b

            See below.
            --b
            Content-Type: message/rfc822

            From: c@example.org
            Subject: The first one

            Its text
            --b--
            """);
    IncomingMessage inline =
        read(
            """
            From: a@example.org
            Subject: Fwd: Order

            Please answer him.

            ---------- Forwarded message ---------
            From: C <c@example.org>
            Date: Mon, 2 Mar 2026 at 10:00
            Subject: Order
            To: <a@example.org>

            Where is it?
            """);

    assertThat(attached.text()).isEqualTo("See below.");
    assertThat(attached.files().get(0).name()).endsWith(".eml");
    assertThat(content(attached.files().get(0))).contains("Subject: The first one", "Its text");
    assertThat(inline.visibleText()).contains("Please answer him.", "Where is it?");
  }

  @Test
  void signedAndEncryptedMessagesAreLabelledAndTheirPartsKept() throws Exception {
    IncomingMessage signed =
        read(
            """
            From: a@example.org
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b

            --b

            I mean it.
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Transfer-Encoding: base64

            MIAG
            --b--
            """);
    IncomingMessage encrypted =
        read(
            """
            From: a@example.org
            Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b

            --b
            Content-Type: application/pgp-encrypted

            Version: 1
            --b
            Content-Type: application/octet-stream; name=encrypted.asc

            -----BEGIN PGP MESSAGE-----
            --b--
            """);
    IncomingMessage envelope =
        read(
            "From: a@example.org\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data;"
                + " name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n");
    IncomingMessage opaque =
        read(
            "From: a@example.org\n"
                + "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\n"
                + "x");
    IncomingMessage inline = read("From: a@example.org\n\n-----BEGIN PGP SIGNED MESSAGE-----\nx");

    assertThat(signed.remarks().protections()).containsExactly("signed");
    assertThat(signed.text()).isEqualTo("I mean it.");
    assertThat(signed.files()).extracting(IncomingFile::name).containsExactly("smime.p7s");
    assertThat(encrypted.remarks().protections()).containsExactly("encrypted");
    assertThat(encrypted.files()).hasSize(2);
    assertThat(envelope.remarks().protections()).containsExactly("encrypted");
    assertThat(envelope.files()).extracting(IncomingFile::name).containsExactly("smime.p7m");
    assertThat(opaque.remarks().protections()).containsExactly("signed");
    assertThat(inline.remarks().protections()).containsExactly("signed");
  }

  @Test
  void htmlOnlyEmptyAndDeepMessagesAreRead() throws Exception {
    IncomingMessage html =
        read("From: a@example.org\nContent-Type: text/html\n\n<p>Hi <b>you</b></p>");
    IncomingMessage empty = read("From: a@example.org\nSubject: Nothing\n\n");
    StringBuilder deep = new StringBuilder("From: a@example.org\n");
    for (int n = 0; n < 150; n++)
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(n)
          .append("\n\n--b")
          .append(n)
          .append('\n');
    IncomingMessage nested = read(deep + "\nAt the bottom");

    assertThat(html.text()).isEqualTo("Hi you");
    assertThat(html.html()).contains("<b>you</b>");
    assertThat(empty.text()).isEmpty();
    assertThat(nested.files()).hasSize(1);
    assertThat(content(nested.files().get(0))).contains("At the bottom");
  }

  @Test
  void hundredLevelsDeepTheTextIsStillText() throws Exception {
    StringBuilder deep = new StringBuilder("From: a@example.org\n");
    for (int n = 0; n < 99; n++)
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(n)
          .append("\n\n--b")
          .append(n)
          .append('\n');

    assertThat(read(deep + "\nAt the bottom").text()).isEqualTo("At the bottom");
  }

  @Test
  void absurdHeadersDoNotHarm() throws Exception {
    String subject = "=?utf-8?q?" + "=41".repeat(20_000) + "?=";
    String references = "<a@b> ".repeat(50_000);
    IncomingMessage mail =
        read(
            "From: a@example.org\nSubject: %s\nReferences: %s\nContent-Type: text/plain;%s charset=utf-8\n\nHi"
                .formatted(subject, references, " x=\"" + "\\\"".repeat(30_000) + "\";"));

    assertThat(mail.text()).isEqualTo("Hi");
    assertThat(mail.subject().length()).isLessThanOrEqualTo(500);
    assertThat(mail.references()).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void aFalseOrMissingCharsetIsRemarkedAndAnotherReadingIsPossible() throws Exception {
    Charset central = Charset.forName("windows-1250");
    byte[] unnamed =
        "From: a@example.org\nSubject: Žluťoučký\n\nPříliš žluťoučký kůň".getBytes(central);
    byte[] named =
        "From: a@example.org\nContent-Type: text/plain; charset=windows-1250\n\nkůň"
            .getBytes(central);

    Remarks doubtful = interpreter.interpret(raw(unnamed, "api")).remarks();
    Remarks sure = interpreter.interpret(raw(named, "api")).remarks();
    var again = interpreter.readAgain(raw(unnamed, "api"), central).orElseThrow();

    assertThat(doubtful.charsetDoubtful()).isTrue();
    assertThat(sure.charsetDoubtful()).isFalse();
    assertThat(sure.charset()).isEqualTo("windows-1250");
    assertThat(again.subject()).isEqualTo("Žluťoučký");
    assertThat(again.visibleText()).isEqualTo("Příliš žluťoučký kůň");
  }

  @Test
  void japaneseWithoutACharsetIsKnownByItsEscapes() throws Exception {
    byte[] mail = "From: a@example.org\n\nこんにちは".getBytes(Charset.forName("ISO-2022-JP"));

    assertThat(interpreter.interpret(raw(mail, "api")).text()).isEqualTo("こんにちは");
  }

  @Test
  void onlyTheTopmostResultsOfOurOwnServerCountAndOnlyWhenTheyFail() throws Exception {
    String failed =
        "Authentication-Results: mx.desk.example; spf=pass; dkim=fail (bad); dmarc=fail\n";
    String passed = "Authentication-Results: mx.desk.example; spf=fail; dmarc=pass\n";

    assertThat(unproven(failed, "imap:1")).containsExactly("dkim", "dmarc");
    assertThat(unproven(passed + failed, "imap:1")).isEmpty();
    assertThat(unproven("Authentication-Results: mx.example; dkim=fail; dkim=pass\n", "api"))
        .isEmpty();
    assertThat(unproven(failed, "upload:mail")).isEmpty();
  }

  private java.util.List<String> unproven(String headers, String source) throws Exception {
    byte[] mail = (headers + "From: a@example.org\n\nHi").getBytes(StandardCharsets.UTF_8);
    return interpreter.interpret(raw(mail, source)).remarks().unproven();
  }

  private IncomingMessage read(String mail) throws Exception {
    return interpreter.interpret(raw(mail.getBytes(StandardCharsets.UTF_8), "api"));
  }

  private static RawMessage raw(byte[] mail, String source) {
    return new RawMessage(
        1,
        source,
        null,
        source.startsWith("upload") ? Origin.IMPORT : Origin.INBOUND,
        Instant.parse("2026-11-25T12:00:00Z"),
        mail.length,
        false,
        () -> new ByteArrayInputStream(mail));
  }

  private String content(IncomingFile file) throws Exception {
    return new String(files.open(file.file().sha256()).readAllBytes(), StandardCharsets.UTF_8);
  }
}
