package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.intake.Interpreter.NotWanted;
import helpdesk.intake.RawMessage;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/**
 * Damages good messages in the same random ways each time; none may be more than not understood.
 */
@DatabaseTest
@Transactional
class MailFuzzTest {
  private static final int ROUNDS = Integer.getInteger("helpdesk.fuzz-rounds", 600);
  private static final List<String> GOOD =
      List.of(
          "From: =?utf-8?Q?=C3=85sa?= <a@example.org>\n"
              + "To: b@example.org, \"C, D\" <c@example.org>\n"
              + "Subject: =?utf-8?B?w4VzYQ==?=\n"
              + "Message-ID: <1@x>\n"
              + "References: <a@b> <c@d>\n"
              + "Date: Mon, 2 Feb 2026 10:00:00 +0100\n\n"
              + "Hello\n\n"
              + "On Mon, 1 Jan 2024 at 10:00, A <a@b> wrote:\n"
              + "> Hi\n",
          "From: a@example.org\n"
              + "Content-Type: multipart/mixed; boundary=b\n\n"
              + "--b\n"
              + "Content-Type: multipart/alternative; boundary=c\n\n"
              + "--c\n"
              + "Content-Type: text/plain; charset=iso-8859-1; format=flowed\n"
              + "Content-Transfer-Encoding: quoted-printable\n\n"
              + "Gr=FC=DFe \n"
              + "aus B\n"
              + "--c\n"
              + "Content-Type: text/html; charset=utf-8\n\n"
              + "<p>Gr&uuml;&szlig;e <img src=cid:i@x><blockquote type=cite>alt</blockquote></p>\n"
              + "--c--\n"
              + "--b\n"
              + "Content-Type: image/png; name*0*=utf-8''a%20; name*1=b.png\n"
              + "Content-ID: <i@x>\n"
              + "Content-Transfer-Encoding: base64\n\n"
              + "iVBORw0KGgo=\n"
              + "--b--\n",
          "From: MAILER-DAEMON\n"
              + "Return-Path: <>\n"
              + "Subject: Undelivered\n"
              + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
              + "--b\n\n"
              + "failed\n"
              + "--b\n"
              + "Content-Type: message/delivery-status\n\n"
              + "Action: failed\n"
              + "--b\n"
              + "Content-Type: message/rfc822\n\n"
              + "Message-ID: <o@x>\n\n"
              + "hi\n"
              + "--b--\n",
          "From: a@example.org\n"
              + "Content-Type: text/html\n\n"
              + "<html><body><div>Hi<div><table><tr><td><ul><li>x</ul></table><a"
              + " href='https://x'>y</a><div id=divRplyFwdMsg><b>From:</b> z<br><b>Sent:</b>"
              + " today<br><b>To:</b> y</div>old</body></html>");
  @Autowired MailInterpreter interpreter;

  @Test
  void damagedMessagesAreUnderstoodOrNotUnderstoodAndNothingElse() throws Exception {
    Random random = new Random(20260302);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mail = GOOD.get(round % GOOD.size()).getBytes(StandardCharsets.UTF_8);
      for (int n = 1 + random.nextInt(6); n > 0; n--) mail = MailDamage.once(mail, random);
      if (isUnderstood(mail)) understood++;
    }
    assertThat(understood).isGreaterThan(ROUNDS / 2);
  }

  private boolean isUnderstood(byte[] mail) throws NotWanted {
    RawMessage raw =
        new RawMessage(
            1,
            "api",
            null,
            Origin.INBOUND,
            Instant.parse("2026-03-02T12:00:00Z"),
            mail.length,
            false,
            () -> new ByteArrayInputStream(mail));
    try {
      IncomingMessage message = interpreter.interpret(raw);
      assertThat(message.text() + message.visibleText() + message.subject() + message.html())
          .doesNotContain("\u0000");
      return true;
    } catch (NotUnderstood e) {
      assertThat(e).hasMessageMatching("(?s)It.{5,300}");
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("Failed on:\n" + new String(mail, StandardCharsets.ISO_8859_1), e);
    }
  }
}
