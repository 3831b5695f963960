package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.ticket.IncomingMessage;
import helpdesktest.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that is broken, or meant to break something. */
@DatabaseTest
class MailMischiefTest extends MailReading {
  @Test
  void tenThousandRecipientsAreBounded() throws Exception {
    StringBuilder to = new StringBuilder();
    for (int n = 0; n < 10_000; n++) to.append("\n person").append(n).append("@example.org,");

    IncomingMessage mail = read("From: a@example.org\nTo:" + to + "\nCc: b@example.org\n\nHi");

    assertThat(mail.to().size() + mail.cc().size()).isEqualTo(200);
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
}
