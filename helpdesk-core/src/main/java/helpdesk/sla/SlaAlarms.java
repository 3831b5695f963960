package helpdesk.sla;

import helpdesk.job.QueueWorker;
import helpdesk.notice.NoticeKind;
import helpdesk.notice.Notices;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Warns, and says what was broken, when it is time. The ticket is locked first and computed from
 * its log as it is then: an answer that came in time, be it a moment ago, is seen, and nothing is
 * said. What is said, the line in the story and the notices are one transaction, under a key that
 * is there once: so it happens once, whoever does it and however often they are killed.
 */
@Component
class SlaAlarms implements QueueWorker {
  static final String TOPIC = "sla";

  /** How long a ticket waits after something unexpected, so that the others need not. */
  static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(SlaAlarms.class);
  private final SlaRows rows;
  private final SlaLedger ledger;
  private final TicketDesk desk;
  private final Notices notices;
  private final Clock clock;
  private final TransactionTemplate transaction;

  SlaAlarms(
      SlaRows rows,
      SlaLedger ledger,
      TicketDesk desk,
      Notices notices,
      Clock clock,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.ledger = ledger;
    this.desk = desk;
    this.notices = notices;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "sla-alarms";
  }

  @Override
  public String wakeTopic() {
    return TOPIC;
  }

  @Override
  public boolean runOnce() {
    return new Turn().run();
  }

  /** One ticket in hand. */
  private final class Turn {
    private @Nullable TicketId ticket;

    boolean run() {
      try {
        return Boolean.TRUE.equals(transaction.execute(status -> next()));
      } catch (RuntimeException e) {
        TicketId failed = ticket;
        if (failed == null) throw e;
        log.error("What is due on ticket {} could not be said", failed, e);
        transaction.executeWithoutResult(
            status -> rows.postpone(failed, clock.instant().plus(AFTER_FAILURE)));
        return true;
      }
    }

    /** A second has to be over: an answer within it is in time. */
    private boolean next() {
      Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      ticket = rows.lockDue(second).orElse(null);
      if (ticket == null) return false;
      for (Standing standing : ledger.standings(List.of(ticket))) say(standing, second);
      return true;
    }
  }

  private void say(Standing standing, Instant second) {
    Set<Alert.Given> given = new HashSet<>(standing.given());
    for (Alert alert : standing.alerts()) {
      if (!alert.at().isBefore(second)) break;
      given.add(alert.given());
      if (rows.give(standing.ticket(), alert)) say(standing.ticket(), alert, second);
    }
    rows.keep(
        List.of(
            new Standing(
                standing.ticket(),
                standing.open(),
                standing.clocks(),
                standing.queue(),
                standing.quietBefore(),
                given)));
  }

  /** A warning that comes when it is too late already stands in the story, and calls nobody. */
  private void say(TicketId ticket, Alert alert, Instant second) {
    desk.note(ticket, alert.at(), event(alert));
    boolean tooLate = alert.kind() == Alert.Kind.WARNING && alert.due().isBefore(second);
    if (tooLate) return;
    String cause = alert.about() + " " + alert.startedAt() + " " + alert.kind().key();
    notices.tell(
        ticket,
        kind(alert),
        alert.about().equals(Alert.QUEUE) ? null : alert.about(),
        alert.at(),
        alert.due(),
        cause);
  }

  private static TicketEvent event(Alert alert) {
    if (alert.about().equals(Alert.QUEUE)) return new TicketEvent.QueueLimitExceeded();
    return alert.kind() == Alert.Kind.WARNING
        ? new TicketEvent.SlaWarning(alert.about(), alert.due())
        : new TicketEvent.SlaBreached(alert.about(), alert.due());
  }

  private static NoticeKind kind(Alert alert) {
    if (alert.about().equals(Alert.QUEUE)) return NoticeKind.QUEUE_LIMIT_EXCEEDED;
    return alert.kind() == Alert.Kind.WARNING ? NoticeKind.SLA_WARNING : NoticeKind.SLA_BREACHED;
  }
}
