package helpdesk.channel.email.sending;

import helpdesk.channel.Channel;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.job.QueueWorker;
import helpdesk.ticket.Origin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;

/** Raw mail, handed to the whole intake as it would be fetched. */
final class Letters {
  private final Intake intake;
  private final ObjectProvider<QueueWorker> workers;

  Letters(Intake intake, ObjectProvider<QueueWorker> workers) {
    this.intake = intake;
    this.workers = workers;
  }

  /** Takes the mail in and lets the worker deal with it. */
  InboundView arrive(Channel mailbox, Instant at, String raw) {
    Intake.Arrival arrival =
        new Intake.Arrival("imap:" + mailbox.id(), null, mailbox.id(), Origin.INBOUND, at, null);
    byte[] bytes = raw.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    long id = intake.store(arrival, new ByteArrayInputStream(bytes));
    QueueWorker inbound =
        workers.stream().filter(w -> w.name().equals("inbound")).findFirst().orElseThrow();
    while (inbound.runOnce()) {}
    return intake.find(id);
  }

  /** A report on a mail, in the form made for it. */
  static String report(String action, String status, String said, String recipient, String mail) {
    return """
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        To: help@desk.example
        Return-Path: <>
        Message-ID: <%s@mx.example>
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

        --=b
        Content-Type: text/plain

        This is the mail system at host mx.example. See below.
        --=b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; %s
        Action: %s
        Status: %s
        Diagnostic-Code: smtp; %s

        --=b
        Content-Type: message/rfc822

        %s
        --=b--
        """
        .formatted(java.util.UUID.randomUUID(), recipient, action, status, said, mail);
  }

  /** The value of a header of a raw mail, unfolded; empty if there is none. */
  static String header(String raw, String name) {
    String headers = raw.replace("\r\n", "\n").split("\n\n", 2)[0].replaceAll("\n[ \t]+", " ");
    Matcher found = Pattern.compile("(?im)^" + name + ":\\s*(.*)$").matcher(headers);
    return found.find() ? found.group(1).strip() : "";
  }
}
