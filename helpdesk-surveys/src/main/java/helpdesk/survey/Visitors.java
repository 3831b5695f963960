package helpdesk.survey;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import helpdesk.shared.Sql;
import helpdesk.workspace.Secrets;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often somebody pressed the button within an hour, on all nodes together. Network
 * addresses are kept as keyed hashes, and for no longer than a day (docs/metrics.md, C.5).
 */
@Service
public class Visitors {
  /** The most submissions of one address on one link in an hour. */
  public static final int ON_ONE_LINK = 20;

  /** The most answers through public links from one network in an hour. */
  static final int FROM_ONE_NETWORK = 5;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofHours(23);
  private static final String KEY = "survey-visitors";
  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final Clock clock;

  Visitors(JdbcClient jdbc, Secrets secrets, Clock clock) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** How often a visitor has pressed within the hour, this time included. */
  record Count(int presses, Instant since) {}

  /**
   * Counts a submission on a link.
   *
   * @return zero if it may go on, else how long to wait
   */
  @Transactional
  public Duration press(String link, String address) {
    Count count = count("link:" + link + ":" + address);
    if (count.presses <= ON_ONE_LINK) return Duration.ZERO;
    return Duration.between(clock.instant(), count.since.plus(HOUR)).plusSeconds(1);
  }

  /** Whether this network has sent more than its share of open answers within the hour. */
  @Transactional
  boolean crowded(String address) {
    return count("network:" + network(address)).presses > FROM_ONE_NETWORK;
  }

  /** Forgets who was not seen for a day. */
  @Transactional
  public void forget() {
    jdbc.sql("DELETE FROM survey_post_count WHERE since < :then")
        .param("then", Sql.at(clock.instant().minus(KEPT)))
        .update();
  }

  private Count count(String visitor) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            INSERT INTO survey_post_count AS c (visitor, since, posts) VALUES (:visitor, :now, 1)
            ON CONFLICT (visitor) DO UPDATE SET
              posts = CASE WHEN c.since <= :hourAgo THEN 1 ELSE c.posts + 1 END,
              since = CASE WHEN c.since <= :hourAgo THEN EXCLUDED.since ELSE c.since END
            RETURNING posts, since
            """)
        .param("visitor", secrets.sign(KEY, visitor))
        .param("now", Sql.at(now))
        .param("hourAgo", Sql.at(now.minus(HOUR)))
        .query((row, n) -> new Count(row.getInt("posts"), Sql.instant(row, "since")))
        .single();
  }

  /** The /24 of an IPv4 address, the /64 of an IPv6 one. */
  static String network(String address) {
    try {
      InetAddress parsed = InetAddress.getByName(address);
      byte[] bytes = parsed.getAddress();
      int kept = parsed instanceof Inet4Address ? 3 : 8;
      return Arrays.toString(Arrays.copyOf(bytes, kept));
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Forgets every half hour, so that nothing lives for a day. */
  @Configuration(proxyBeanMethods = false)
  static class Forgetting {
    @Bean
    RecurringTask<Void> surveyVisitorsForgotten(Visitors visitors) {
      return Tasks.recurring("survey-visitors-forgotten", FixedDelay.ofMinutes(30))
          .execute((instance, context) -> visitors.forget());
    }
  }
}
