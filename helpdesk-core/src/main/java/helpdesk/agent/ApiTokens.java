package helpdesk.agent;

import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
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

  /** A known token. */
  public record ApiToken(long id, String name, Set<String> scopes) {}

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
            "SELECT id, name, scopes FROM api_token WHERE token_hash = :hash AND revoked_at IS NULL")
        .param("hash", Tokens.hash(token))
        .query(
            (row, n) ->
                new ApiToken(
                    row.getLong("id"),
                    row.getString("name"),
                    Set.of((String[]) row.getArray("scopes").getArray())))
        .optional();
  }

  /** Makes a token useless from now on. */
  public void revoke(long id) {
    jdbc.sql("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
        .param("id", id)
        .param("now", Sql.at(clock.instant()))
        .update();
  }
}
