package helpdesk.outbox;

import helpdesk.contact.Contacts;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sql;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes reports about mail that left us. A bounce turns the mail to {@code bounced} and brings its
 * ticket back; a report of mere delay or a complaint is only kept. Nothing happens for mail that we
 * did not send, nor when the same report comes again.
 */
@Service
@Transactional
public class MailReturns {
  /** A report that does not name its mail is about one that was sent so lately. */
  static final Duration RECENT = Duration.ofDays(7);

  private static final int LONGEST_DETAIL = 500;
  private static final String SELECT =
      """
      SELECT o.id, o.idempotency_key, o.ticket_id, o.message_id,
             ARRAY(SELECT r -> 'email' ->> 'value'
                     FROM jsonb_array_elements((o.payload -> 'to') || (o.payload -> 'cc')
                                            || coalesce(o.payload -> 'bcc', '[]')) AS r) AS recipients
        FROM outbound_message o
      """;

  private final JdbcClient jdbc;
  private final ComeBack comeBack;
  private final Contacts contacts;
  private final LiveUpdates live;
  private final ObjectProvider<ReturnListener> listeners;

  MailReturns(
      JdbcClient jdbc,
      ComeBack comeBack,
      Contacts contacts,
      LiveUpdates live,
      ObjectProvider<ReturnListener> listeners) {
    this.jdbc = jdbc;
    this.comeBack = comeBack;
    this.contacts = contacts;
    this.live = live;
    this.listeners = listeners;
  }

  /**
   * The mail that a report is about.
   *
   * @param ticket where it belongs, null if to none
   */
  public record About(String messageId, @Nullable TicketId ticket) {}

  private record Sent(
      long id,
      String messageId,
      @Nullable TicketId ticket,
      @Nullable MessageId message,
      List<String> recipients) {}

  /**
   * Notes the report in the caller's transaction.
   *
   * @return the mail it is about, empty if it is none of ours
   */
  public Optional<About> note(MailReport report) {
    Optional<Sent> sent = byMessageId(report).or(() -> byRecipient(report));
    if (sent.isEmpty()) return Optional.empty();
    Sent mail = sent.get();
    List<String> concerned = concerned(mail, report);
    if (keep(mail, report, concerned)) act(mail, report, concerned);
    return Optional.of(new About(mail.messageId, mail.ticket));
  }

  private void act(Sent mail, MailReport report, List<String> concerned) {
    List<EmailAddress> addresses = concerned.stream().map(EmailAddress::new).toList();
    if (report.kind() == MailReport.Kind.BOUNCED) {
      if (report.reason().forGood()) contacts.bounced(addresses, report.at());
      bounce(mail, report, concerned);
    }
    ReturnListener.Returned returned =
        new ReturnListener.Returned(
            report.kind(), mail.messageId, mail.ticket, addresses, report.reason(), report.at());
    listeners.orderedStream().forEach(listener -> listener.returned(returned));
  }

  private void bounce(Sent mail, MailReport report, List<String> concerned) {
    int turned =
        jdbc.sql(
                """
                UPDATE outbound_message
                   SET state = 'bounced', reason = :reason, detail = :detail, settled_at = NULL,
                       returned_for = ARRAY(SELECT DISTINCT a FROM unnest(returned_for || :addresses) AS a ORDER BY a)
                 WHERE id = :id AND state IN ('sent', 'bounced')
                """)
            .param("id", mail.id)
            .param("reason", report.reason().key())
            .param("detail", shortened(report.detail()))
            .param("addresses", concerned.toArray(new String[0]))
            .update();
    if (turned == 0) return;
    live.publish(Outbox.TOPIC);
    if (mail.ticket != null && mail.message != null)
      comeBack.tell(mail.ticket, mail.message, DeliveryState.BOUNCED);
  }

  /** Whether this report is new. */
  private boolean keep(Sent mail, MailReport report, List<String> concerned) {
    return jdbc.sql(
                """
                INSERT INTO outbound_report (outbound_id, report_key, kind, addresses, reason, detail, at)
                VALUES (:id, :key, :kind, :addresses, :reason, :detail, :at) ON CONFLICT DO NOTHING
                """)
            .param("id", mail.id)
            .param("key", report.key())
            .param("kind", report.kind().key())
            .param("addresses", concerned.toArray(new String[0]))
            .param("reason", report.reason().key())
            .param("detail", shortened(report.detail()))
            .param("at", Sql.at(report.at()))
            .update()
        == 1;
  }

  private Optional<Sent> byMessageId(MailReport report) {
    if (report.originals().isEmpty()) return Optional.empty();
    return jdbc.sql(
            SELECT
                + """
                   WHERE o.idempotency_key = ANY(:ids) ORDER BY array_position(:ids, o.idempotency_key) LIMIT 1
                     FOR UPDATE
                """)
        .param("ids", report.originals().toArray(new String[0]))
        .query(MailReturns::read)
        .optional();
  }

  /** Servers that return nothing of the mail name at least whom it was for. */
  private Optional<Sent> byRecipient(MailReport report) {
    for (EmailAddress recipient : report.recipients()) {
      Optional<Sent> newest =
          jdbc.sql(
                  SELECT
                      + """
                         WHERE ((o.payload -> 'to') || (o.payload -> 'cc') || coalesce(o.payload -> 'bcc', '[]'))
                               @> jsonb_build_array(
                                    jsonb_build_object('email', jsonb_build_object('value', CAST(:address AS text))))
                           AND o.state = 'sent' AND o.sent_at BETWEEN :since AND :at
                           AND (CAST(:mailbox AS bigint) IS NULL OR o.channel_id IS NULL OR o.channel_id = :mailbox)
                         ORDER BY o.sent_at DESC LIMIT 1 FOR UPDATE
                      """)
              .param("address", recipient.value())
              .param("since", Sql.at(report.at().minus(RECENT)))
              .param("at", Sql.at(report.at()))
              .param("mailbox", report.mailbox() == null ? null : report.mailbox().value())
              .query(MailReturns::read)
              .optional();
      if (newest.isPresent()) return newest;
    }
    return Optional.empty();
  }

  private static Sent read(ResultSet row, int n) throws SQLException {
    Long ticket = Sql.longOrNull(row, "ticket_id");
    Long message = Sql.longOrNull(row, "message_id");
    return new Sent(
        row.getLong("id"),
        row.getString("idempotency_key"),
        ticket == null ? null : new TicketId(ticket),
        message == null ? null : new MessageId(message),
        Arrays.asList((String[]) row.getArray("recipients").getArray()));
  }

  private static List<String> concerned(Sent mail, MailReport report) {
    Set<String> named = new LinkedHashSet<>();
    report.recipients().forEach(address -> named.add(address.value()));
    List<String> ours = new ArrayList<>(mail.recipients);
    ours.retainAll(named);
    return ours.isEmpty() ? mail.recipients : ours;
  }

  private static @Nullable String shortened(@Nullable String detail) {
    if (detail == null || detail.length() <= LONGEST_DETAIL) return detail;
    return detail.substring(0, LONGEST_DETAIL);
  }
}
