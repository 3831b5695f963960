package helpdesk.agent;

import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of programs. Only their hashes are kept. */
@Service
@Transactional
public class ApiTokens {
  /** Everything a token may be allowed. */
  public static final Set<String> SCOPES =
      Set.of(
          "tickets:read",
          "tickets:write",
          "inbound:write",
          "surveys:read",
          "surveys:write",
          "metrics:read",
          "import:write",
          "admin");

  /** How often at most the time of last use is written. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private static final String COLUMNS = "id, name, scopes, created_at, last_used_at, revoked_at";

  /**
   * A known token.
   *
   * @param lastUsedAt to the minute; null if never
   * @param revokedAt null while it works
   */
  public record ApiToken(
      long id,
      String name,
      Set<String> scopes,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;

  ApiTokens(JdbcClient jdbc, Sequences sequences, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  /** Makes a token and returns it: it cannot be shown again. */
  public String issue(String name, Set<String> scopes) {
    String token = Tokens.random();
    accept(name, token, scopes);
    return token;
  }

  /** Accepts a token that somebody else chose; accepting it twice is accepting it once. */
  public void accept(String name, String token, Set<String> scopes) {
    jdbc.sql(
            """
            INSERT INTO api_token (id, name, token_hash, scopes, created_at)
            VALUES (:id, :name, :hash, :scopes, :now) ON CONFLICT (token_hash) DO NOTHING
            """)
        .param("id", sequences.next("api_token_id_seq"))
        .param("name", name)
        .param("hash", Tokens.hash(token))
        .param("scopes", scopes.toArray(new String[0]))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** The token, unless it is unknown or revoked. */
  @Transactional(readOnly = true)
  public Optional<ApiToken> find(String token) {
    return jdbc.sql(
            "SELECT " + COLUMNS + " FROM api_token WHERE token_hash = :hash AND revoked_at IS NULL")
        .param("hash", Tokens.hash(token))
        .query(ApiTokens::read)
        .optional();
  }

  /** As {@link #find}, and notes that it was used now; once a minute is often enough. */
  public Optional<ApiToken> use(String token) {
    Optional<ApiToken> found = find(token);
    Instant now = clock.instant();
    found
        .filter(t -> t.lastUsedAt() == null || t.lastUsedAt().isBefore(now.minus(NOTED_EVERY)))
        .ifPresent(t -> noteUse(t.id(), now));
    return found;
  }

  /** All tokens, the newest first; revoked ones too. */
  @Transactional(readOnly = true)
  public List<ApiToken> all() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM api_token ORDER BY id DESC")
        .query(ApiTokens::read)
        .list();
  }

  /** Makes a token useless from now on. */
  public void revoke(long id) {
    jdbc.sql("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
        .param("id", id)
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private void noteUse(long id, Instant now) {
    jdbc.sql(
            """
            UPDATE api_token SET last_used_at = :now
             WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :before)
            """)
        .param("id", id)
        .param("now", Sql.at(now))
        .param("before", Sql.at(now.minus(NOTED_EVERY)))
        .update();
  }

  private static ApiToken read(ResultSet row, int n) throws SQLException {
    return new ApiToken(
        row.getLong("id"),
        row.getString("name"),
        Set.of((String[]) row.getArray("scopes").getArray()),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "last_used_at"),
        Sql.instantOrNull(row, "revoked_at"));
  }
}
