package helpdesk.channel;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import helpdesk.channel.MailboxAlarm.Kind;
import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Raises an alarm once, whatever the number of nodes, and takes it back when all is well again. */
@Service
public class MailboxAlarms {
  private static final Logger log = LoggerFactory.getLogger(MailboxAlarms.class);
  private static final Duration UNREACHABLE_AFTER = Duration.ofMinutes(10);
  private static final Duration RUNS_OUT_WITHIN = Duration.ofDays(3);
  private final JdbcClient jdbc;
  private final Mailboxes mailboxes;
  private final MailAuthorisations authorisations;
  private final Rhythms rhythms;
  private final Sequences sequences;
  private final Clock clock;

  MailboxAlarms(
      JdbcClient jdbc,
      Mailboxes mailboxes,
      MailAuthorisations authorisations,
      Rhythms rhythms,
      Sequences sequences,
      Clock clock) {
    this.jdbc = jdbc;
    this.mailboxes = mailboxes;
    this.authorisations = authorisations;
    this.rhythms = rhythms;
    this.sequences = sequences;
    this.clock = clock;
  }

  /** Looks at every mailbox once a minute, on one node at a time. */
  @Configuration(proxyBeanMethods = false)
  static class Watchman {
    @Bean
    RecurringTask<Void> checkMailboxes(
        MailboxAlarms alarms, @Value("${helpdesk.workers:true}") boolean enabled) {
      return Tasks.recurring("check-mailboxes", FixedDelay.of(Duration.ofMinutes(1)))
          .execute(
              (instance, context) -> {
                if (enabled) alarms.check();
              });
    }
  }

  /** How many alarms stand now. */
  public int count() {
    return jdbc.sql("SELECT count(*) FROM mailbox_alarm WHERE cleared_at IS NULL")
        .query(Integer.class)
        .single();
  }

  /** The alarms that stand now, oldest first. */
  public List<MailboxAlarm> standing() {
    return jdbc.sql(
            """
            SELECT a.channel_id, c.address, a.kind, a.raised_at
              FROM mailbox_alarm a JOIN channel c ON c.id = a.channel_id
             WHERE a.cleared_at IS NULL ORDER BY a.raised_at, a.id
            """)
        .query(
            (row, n) ->
                new MailboxAlarm(
                    new ChannelId(row.getLong("channel_id")),
                    EmailAddress.parse(row.getString("address")),
                    Kind.of(row.getString("kind")),
                    Sql.instant(row, "raised_at")))
        .list();
  }

  /** Looks at every mailbox, raises what is new and clears what is over. */
  public void check() {
    for (Mailbox mailbox : mailboxes.all()) {
      Set<Kind> due = due(mailbox);
      for (Kind kind : Kind.values()) {
        if (due.contains(kind)) raise(mailbox.channel().id(), kind);
        else clear(mailbox.channel().id(), kind);
      }
    }
  }

  private Set<Kind> due(Mailbox mailbox) {
    Set<Kind> due = EnumSet.noneOf(Kind.class);
    if (!mailbox.channel().active() || mailbox.imap() == null) return due;
    Instant now = clock.instant();
    MailboxTrouble trouble = mailbox.trouble();
    Instant since = mailbox.failingSince();
    if (trouble != null && trouble.kind().credentials() || runsOut(mailbox, now)) {
      due.add(Kind.CREDENTIALS);
    } else if (trouble != null && since != null && since.isBefore(now.minus(UNREACHABLE_AFTER))) {
      due.add(Kind.UNREACHABLE);
    }
    if (rhythms.silent(mailbox.channel().id())) due.add(Kind.SILENCE);
    return due;
  }

  private boolean runsOut(Mailbox mailbox, Instant now) {
    if (!mailbox.login().byToken()) return false;
    return authorisations
        .standing(mailbox.channel().id())
        .map(MailAuthorisations.Standing::refreshUntil)
        .filter(until -> until.isBefore(now.plus(RUNS_OUT_WITHIN)))
        .isPresent();
  }

  private void raise(ChannelId channel, Kind kind) {
    int raised =
        jdbc.sql(
                """
                INSERT INTO mailbox_alarm (id, channel_id, kind, raised_at) VALUES (:id, :channel, :kind, :now)
                ON CONFLICT (channel_id, kind) WHERE cleared_at IS NULL DO NOTHING
                """)
            .param("id", sequences.next("mailbox_alarm_id_seq"))
            .param("channel", channel.value())
            .param("kind", kind.key())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (raised == 1) log.warn("Mailbox {} needs somebody: {}", channel, kind.key());
  }

  private void clear(ChannelId channel, Kind kind) {
    jdbc.sql(
            """
            UPDATE mailbox_alarm SET cleared_at = :now
             WHERE channel_id = :channel AND kind = :kind AND cleared_at IS NULL
            """)
        .param("channel", channel.value())
        .param("kind", kind.key())
        .param("now", Sql.at(clock.instant()))
        .update();
  }
}
