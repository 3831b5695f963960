package helpdesk.web.api.gate;

import helpdesk.web.api.ApiProperties;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many requests a token still has this second, over all nodes. A node takes them from the
 * database a handful at a time, so that most requests cost no statement; a handful that a node
 * leaves over is lost to the others for that second.
 */
@Component
class RequestRates {
  private static final int HANDFULS = 10;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final int limit;
  private final int handful;
  private final Map<Long, Allowance> allowances = new ConcurrentHashMap<>();

  RequestRates(JdbcClient jdbc, Clock clock, ApiProperties settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.limit = settings.rateLimit();
    this.handful = Math.max(1, limit / HANDFULS);
  }

  private record Allowance(long second, int left) {}

  /** Takes one request; false if the token has had its share of this second. */
  boolean take(long token) {
    long second = clock.instant().getEpochSecond();
    Allowance now =
        allowances.compute(
            token,
            (id, had) -> {
              if (had == null || had.second != second) return fetched(id, second);
              if (had.left > 0) return new Allowance(second, had.left - 1);
              return had.left < 0 ? had : fetched(id, second);
            });
    return now.left >= 0;
  }

  /** A fresh handful with one already taken from it; less than none where the second is used up. */
  private Allowance fetched(long token, long second) {
    int taken =
        jdbc.sql(
                """
                INSERT INTO api_rate AS r (token_id, second, taken) VALUES (:token, :second, :handful)
                ON CONFLICT (token_id) DO UPDATE
                   SET second = greatest(r.second, excluded.second),
                       taken = CASE WHEN r.second < excluded.second THEN excluded.taken ELSE r.taken + excluded.taken END
                RETURNING taken
                """)
            .param("token", token)
            .param("second", second)
            .param("handful", handful)
            .query(Integer.class)
            .single();
    int granted = Math.min(handful, limit - (taken - handful));
    return new Allowance(second, granted - 1);
  }
}
