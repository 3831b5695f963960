package helpdesk.outbox;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the answers that nobody wrote, for all nodes together: machines that answer each other and
 * say so nowhere fall silent here.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AutomaticAnswers {
  private final JdbcClient jdbc;
  private final AutomaticAnswerSettings settings;
  private final Clock clock;

  AutomaticAnswers(JdbcClient jdbc, AutomaticAnswerSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for leave to answer an address by machine, in the transaction that queues the answer.
   *
   * @param receivedAt when the message came that would be answered
   * @return false if the address had enough of them lately, or floods us; else this one is counted
   */
  public boolean allow(EmailAddress address, Instant receivedAt) {
    if (floods(address, receivedAt)) return false;
    String key = withoutDetail(address);
    jdbc.sql("SELECT pg_advisory_xact_lock(:key)")
        .param("key", ByteBuffer.wrap(Tokens.hash("automatic answer " + key)).getLong())
        .query((row, n) -> true)
        .single();
    Instant now = clock.instant();
    forget(key, now.minus(Duration.ofDays(1)));
    if (count(key, now.minus(Duration.ofHours(1))) >= settings.perHour()
        || count(key, now.minus(Duration.ofDays(1))) >= settings.perDay()) return false;
    jdbc.sql("INSERT INTO automatic_answer (address, at) VALUES (:address, :now)")
        .param("address", key)
        .param("now", Sql.at(now))
        .update();
    return true;
  }

  private boolean floods(EmailAddress address, Instant receivedAt) {
    long lately =
        jdbc.sql(
                """
                SELECT count(*) FROM (
                  SELECT 1 FROM inbound_message
                   WHERE sender = :sender AND origin = 'inbound' AND received_at > :since AND received_at <= :at
                   LIMIT :most) AS lately
                """)
            .param("sender", address.value())
            .param("since", Sql.at(receivedAt.minus(settings.floodWindow())))
            .param("at", Sql.at(receivedAt))
            .param("most", settings.floodMessages() + 1)
            .query(Long.class)
            .single();
    return lately > settings.floodMessages();
  }

  private long count(String address, Instant since) {
    return jdbc.sql(
            "SELECT count(*) FROM automatic_answer WHERE address = :address AND at > :since")
        .param("address", address)
        .param("since", Sql.at(since))
        .query(Long.class)
        .single();
  }

  private void forget(String address, Instant until) {
    jdbc.sql("DELETE FROM automatic_answer WHERE address = :address AND at <= :until")
        .param("address", address)
        .param("until", Sql.at(until))
        .update();
  }

  /** Machines that name each mail in their address are one machine. */
  private static String withoutDetail(EmailAddress address) {
    int plus = address.localPart().indexOf('+');
    if (plus < 1) return address.value();
    return address.localPart().substring(0, plus) + "@" + address.domain();
  }
}
