package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.IncomingMessage.Automatic;
import helpdesk.ticket.MessageKind;
import helpdesktest.DatabaseTest;
import org.junit.jupiter.api.Test;

/** Mail that nobody wrote. */
@DatabaseTest
class MachinesMailTest extends MailReading {
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

  private Automatic automatic(String headers) throws Exception {
    return read("From: a@example.org\n" + headers + "\n\nHi").automatic();
  }
}
