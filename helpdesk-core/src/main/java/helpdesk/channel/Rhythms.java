package helpdesk.channel;

import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Learns from the messages that were taken in how many usually come. */
@Component
class Rhythms {
  private static final Duration LEARNED_FROM = Duration.ofDays(7L * Rhythm.WEEKS);

  /** With less than two weeks behind us nothing is usual yet. */
  private static final Duration KNOWN_AFTER = Duration.ofDays(14);

  private final JdbcClient jdbc;
  private final Workspaces workspaces;
  private final Clock clock;

  Rhythms(JdbcClient jdbc, Workspaces workspaces, Clock clock) {
    this.jdbc = jdbc;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  /** What is usual for the mailbox, empty as long as nothing is. */
  Optional<Rhythm> of(ChannelId channel) {
    Instant now = clock.instant();
    Map<Instant, Integer> hours = hours(channel, now);
    boolean known = hours.keySet().stream().anyMatch(hour -> hour.isBefore(now.minus(KNOWN_AFTER)));
    return known
        ? Optional.of(Rhythm.of(hours, now, workspaces.current().zone()))
        : Optional.empty();
  }

  /** Whether nothing came for much longer than usual. */
  boolean silent(ChannelId channel) {
    Instant now = clock.instant();
    return of(channel).map(rhythm -> rhythm.unusual(last(channel, now), now)).orElse(false);
  }

  private Map<Instant, Integer> hours(ChannelId channel, Instant now) {
    Map<Instant, Integer> hours = new HashMap<>();
    jdbc.sql(
            """
            SELECT date_trunc('hour', received_at) AS hour, count(*) AS n FROM inbound_message
             WHERE channel_id = :id AND origin = 'inbound' AND received_at >= :from AND state <> 'duplicate'
             GROUP BY 1
            """)
        .param("id", channel.value())
        .param("from", Sql.at(now.minus(LEARNED_FROM).minus(Duration.ofDays(7))))
        .query(
            row -> {
              hours.put(Sql.instant(row, "hour"), row.getInt("n"));
            });
    return hours;
  }

  private Instant last(ChannelId channel, Instant now) {
    return jdbc.sql(
            "SELECT max(received_at) AS last FROM inbound_message WHERE channel_id = :id AND origin"
                + " = 'inbound'")
        .param("id", channel.value())
        .query((row, n) -> Optional.ofNullable(Sql.instantOrNull(row, "last")))
        .single()
        .orElse(now);
  }
}
