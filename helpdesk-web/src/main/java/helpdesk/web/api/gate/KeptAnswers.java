package helpdesk.web.api.gate;

import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers given under each {@code Idempotency-Key}, kept for 24 hours. A wish is claimed before
 * it is carried out; a claim whose node died runs out, and the next one carries the wish out under
 * the same dedupe key, so that what was already done is found rather than done again.
 */
@Service
@Transactional
class KeptAnswers {
  static final Duration KEPT = Duration.ofHours(24);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final JsonMapper json;
  private final Clock clock;

  KeptAnswers(JdbcClient jdbc, Secrets secrets, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.json = json;
    this.clock = clock;
  }

  /** One token's key and what it was sent to. */
  record Wish(long token, String key, String route) {}

  /** The right to carry a wish out. */
  record Claim(Wish wish, String claim, byte[] dedupeKey) {}

  /** What was answered. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /**
   * What is known of a wish that somebody else claimed.
   *
   * @param answer null while it is being carried out
   */
  record Known(String route, byte @Nullable [] requestHash, @Nullable Answer answer) {}

  /** Claims a wish that nobody has carried out or is carrying out. */
  Optional<Claim> claim(Wish wish) {
    Instant now = clock.instant();
    String claim = Tokens.random();
    return jdbc.sql(
            """
            INSERT INTO idempotency_key AS k (token_id, key, route, claim, leased_until, created_at)
            VALUES (:token, :key, :route, :claim, :lease, :now)
            ON CONFLICT (token_id, key) DO UPDATE
               SET claim = excluded.claim, leased_until = excluded.leased_until, route = excluded.route,
                   request_hash = NULL, status = NULL, headers = NULL, body = NULL,
                   created_at = CASE WHEN k.created_at < :old OR k.route <> excluded.route
                                     THEN excluded.created_at ELSE k.created_at END
             WHERE k.created_at < :old OR (k.status IS NULL AND k.leased_until <= :now)
            RETURNING created_at
            """)
        .param("token", wish.token)
        .param("key", wish.key)
        .param("route", wish.route)
        .param("claim", claim)
        .param("lease", Sql.at(now.plus(LEASE)))
        .param("now", Sql.at(now))
        .param("old", Sql.at(now.minus(KEPT)))
        .query((row, n) -> new Claim(wish, claim, dedupeKey(wish, Sql.instant(row, "created_at"))))
        .optional();
  }

  /** What is known of a wish that could not be claimed; empty if it was let go just now. */
  Optional<Known> known(Wish wish) {
    return jdbc.sql(
            """
            SELECT route, request_hash, status, headers, body FROM idempotency_key
             WHERE token_id = :token AND key = :key
            """)
        .param("token", wish.token)
        .param("key", wish.key)
        .query(this::read)
        .optional();
  }

  /** Keeps the answer. */
  void keep(Claim claim, byte[] requestHash, Answer answer) {
    jdbc.sql(
            """
            UPDATE idempotency_key
               SET request_hash = :hash, status = :status, headers = CAST(:headers AS jsonb), body = :body
             WHERE token_id = :token AND key = :key AND claim = :claim
            """)
        .param("hash", requestHash)
        .param("status", answer.status)
        .param("headers", json.writeValueAsString(answer.headers))
        .param("body", secrets.seal(answer.body))
        .param("token", claim.wish.token)
        .param("key", claim.wish.key)
        .param("claim", claim.claim)
        .update();
  }

  /** Lets a claim go whose wish was refused or failed: it may be sent again at once. */
  void release(Claim claim) {
    jdbc.sql(
            """
            UPDATE idempotency_key SET leased_until = :now
             WHERE token_id = :token AND key = :key AND claim = :claim
            """)
        .param("now", Sql.at(clock.instant()))
        .param("token", claim.wish.token)
        .param("key", claim.wish.key)
        .param("claim", claim.claim)
        .update();
  }

  /** Forgets what is older than a day. */
  void forgetOld() {
    jdbc.sql("DELETE FROM idempotency_key WHERE created_at < :old")
        .param("old", Sql.at(clock.instant().minus(KEPT)))
        .update();
  }

  private Known read(ResultSet row, int n) throws SQLException {
    String route = row.getString("route");
    byte[] hash = row.getBytes("request_hash");
    if (hash == null) return new Known(route, null, null);
    Map<String, String> headers =
        json.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {});
    return new Known(
        route, hash, new Answer(row.getInt("status"), headers, secrets.open(row.getBytes("body"))));
  }

  private static byte[] dedupeKey(Wish wish, Instant since) {
    return Tokens.hash("api:" + wish.token + ":" + since + ":" + wish.key);
  }
}
