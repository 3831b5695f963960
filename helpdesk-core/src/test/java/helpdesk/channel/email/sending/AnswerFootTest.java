package helpdesk.channel.email.sending;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.ChannelSettings;
import helpdesk.channel.Channels;
import helpdesk.outbox.Carrier;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.WriteReply;
import helpdesktest.ScriptedSmtp;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The signature below an answer, as it leaves us. */
@MailTest
class AnswerFootTest {
  @Autowired MailDesk mail;
  @Autowired Channels channels;
  @Autowired Carrier carrier;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired Agents agents;
  ScriptedSmtp server;
  ChannelSettings before;

  @BeforeEach
  void start() {
    mail.startAfresh();
    server = new ScriptedSmtp();
    mail.serverAt(server.port());
    before = mail.mailbox().settings();
  }

  @AfterEach
  void stop() {
    channels.change(mail.mailbox().id(), before);
    carrier.rest();
    server.close();
  }

  @Test
  void theSignatureStandsBetweenTheAnswerAndTheQuotedWordsAndOnlyInTheMail() throws Exception {
    sign("{agent}\r\n{mailbox}, open 9–17\r\nhttps://desk.example/help");
    TicketId ticket = mail.asks("Where is my parcel?");
    mail.reply(ticket, "It left us on Monday.");

    Words sent = sent();

    assertThat(sent.text)
        .startsWith(
            """
            It left us on Monday.

            --\s
            Ada
            Harbour Lane, open 9–17
            https://desk.example/help

            """)
        .contains("> Please help.");
    assertThat(sent.html)
        .contains(
            "<p>It left us on Monday.</p>\n<div style=\"margin:16px 0\">\n<p>Ada<br>\nHarbour Lane, open",
            "<a href=\"https://desk.example/help\">",
            "<blockquote");
    assertThat(sent.html.indexOf("Harbour Lane")).isLessThan(sent.html.indexOf("<blockquote"));
    assertThat(
            reader.byNumber(reader.heads(List.of(ticket)).get(0).number()).messages().get(1).text())
        .isEqualTo("It left us on Monday.");
  }

  @Test
  void nothingInASignatureOrANameIsTakenForHtmlOrForAPlaceholder() throws Exception {
    sign("<img src=x onerror=alert(1)> {agent} \\1 $1 {nobody}");
    TicketId ticket = mail.asks("Hello");
    desk.reply(
        ticket, agent("Eve {mailbox} <b>$0</b>\r\nBcc: x@y.example"), WriteReply.text("Yes."));

    Words sent = sent();

    assertThat(sent.text)
        .contains(
            "<img src=x onerror=alert(1)> Eve {mailbox} <b>$0</b> Bcc: x@y.example \\1 $1 {nobody}\n");
    assertThat(sent.html)
        .contains("&lt;img src=x onerror=alert(1)&gt; Eve {mailbox} &lt;b&gt;$0&lt;/b&gt; Bcc:")
        .doesNotContain("<img", "<b>");
  }

  @Test
  void withoutASignatureThereIsNoFoot() throws Exception {
    sign(null);
    TicketId ticket = mail.asks("Hello");
    mail.reply(ticket, "Yes.");

    Words sent = sent();

    assertThat(sent.text).startsWith("Yes.\n\nOn ").doesNotContain("-- \n");
    assertThat(sent.html).contains("<p>Yes.</p>\n<p>On ");
  }

  private record Words(String text, String html) {}

  private Words sent() throws Exception {
    mail.sendAll();
    assertThat(server.taken()).hasSize(1);
    byte[] raw = server.taken().get(0).getBytes(StandardCharsets.ISO_8859_1);
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    List<String> words =
        List.of(
            (String) parts.getBodyPart(0).getContent(), (String) parts.getBodyPart(1).getContent());
    return new Words(words.get(0).replace("\r\n", "\n"), words.get(1).replace("\r\n", "\n"));
  }

  private void sign(String signature) {
    channels.change(mail.mailbox().id(), before.change().signature(signature).done());
  }

  private Agent agent(String name) {
    return agents.create(
        new EmailAddress(UUID.randomUUID() + "@desk.example"), name, Role.AGENT, null);
  }
}
