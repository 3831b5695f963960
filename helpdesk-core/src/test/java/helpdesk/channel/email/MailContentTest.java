package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is read of a mail: its words, pictures and files. */
@DatabaseTest
class MailContentTest extends MailReading {
  @Autowired helpdesk.attachment.Files files;

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
}
