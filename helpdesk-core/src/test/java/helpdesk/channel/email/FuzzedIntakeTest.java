package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.InboundView;
import helpdesktest.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Damaged messages through the whole intake, the database's part included. The long run over real
 * messages is {@link MailFuzzBench}.
 */
@DatabaseTest
@Import(CorpusDesk.class)
class FuzzedIntakeTest {
  private static final int ROUNDS = 120;
  private static final List<String> GOOD =
      List.of(
          "From: =?utf-8?Q?=C3=85sa?= <a@example.org>\n"
              + "Subject: =?utf-8?B?w4VzYQ==?=\n"
              + "Message-ID: <1@x>\n"
              + "References: <a@b> <c@d>\n\n"
              + "Hello\n\n"
              + "On Mon, 1 Jan 2024 at 10:00, A <a@b> wrote:\n"
              + "> Hi\n",
          "From: a@example.org\n"
              + "Content-Type: multipart/mixed; boundary=b\n\n"
              + "--b\n"
              + "Content-Type: text/html; charset=utf-8\n\n"
              + "<p>Gr&uuml;&szlig;e <img src=cid:i@x></p>\n"
              + "--b\n"
              + "Content-Type: image/png; name*0*=utf-8''a%20; name*1=b.png\n"
              + "Content-ID: <i@x>\n"
              + "Content-Transfer-Encoding: base64\n\n"
              + "iVBORw0KGgo=\n"
              + "--b\n"
              + "Content-Type: text/calendar\n\n"
              + "BEGIN:VCALENDAR\n"
              + "BEGIN:VEVENT\n"
              + "DTSTART;TZID=Europe/Berlin:20261201T100000\n"
              + "END:VEVENT\n"
              + "END:VCALENDAR\n"
              + "--b--\n",
          "From: outlook@example.org\nContent-Type: application/ms-tnef; name=winmail.dat\n"
              + "Content-Transfer-Encoding: base64\n\n"
              + TnefWriter.base64(
                  new TnefWriter().text("x").file("a.pdf", "application/pdf", "pdf").bytes()));
  @Autowired CorpusDesk desk;

  @Test
  void everyDamagedMessageEndsInATicketOrVisiblyElsewhere() {
    Random random = new Random(20261125);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mail = GOOD.get(round % GOOD.size()).getBytes(StandardCharsets.UTF_8);
      for (int n = 1 + random.nextInt(6); n > 0; n--) mail = MailDamage.once(mail, random);
      CorpusDesk.Outcome outcome = desk.take(mail, "fuzz " + round);
      assertThat(outcome.state()).as("round " + round).isNotEqualTo(InboundView.State.RECEIVED);
      assertThat(String.valueOf(outcome.reason()))
          .as("round " + round)
          .doesNotContain("unexpected", "never came to an end");
    }
  }
}
