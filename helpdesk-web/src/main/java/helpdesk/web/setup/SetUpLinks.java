package helpdesk.web.setup;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The links through which an empty desk is set up: good for a day, or for one use. */
@Service
@Transactional
class SetUpLinks {
  /** How long a link works. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  SetUpLinks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A new link's token. Only its hash is kept: it cannot be shown again. */
  public String issue() {
    String token = Tokens.random();
    Instant now = clock.instant();
    jdbc.sql("DELETE FROM setup_link WHERE expires_at <= :now").param("now", Sql.at(now)).update();
    jdbc.sql("INSERT INTO setup_link (token_hash, expires_at) VALUES (:hash, :end)")
        .param("hash", Tokens.hash(token))
        .param("end", Sql.at(now.plus(LIFETIME)))
        .update();
    return token;
  }

  /** Whether the link can still be used. Looking uses nothing up. */
  @Transactional(readOnly = true)
  public boolean works(String token) {
    return jdbc.sql(
            "SELECT count(*) FROM setup_link WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now")
        .param("hash", Tokens.hash(token))
        .param("now", Sql.at(clock.instant()))
        .query(Integer.class)
        .single()
        .equals(1);
  }

  /**
   * Uses the link up; a rolled-back set-up leaves it usable.
   *
   * @throws DomainException (gone) if it was used or has expired
   */
  public void use(String token) {
    int used =
        jdbc.sql(
                "UPDATE setup_link SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now")
            .param("hash", Tokens.hash(token))
            .param("now", Sql.at(clock.instant()))
            .update();
    if (used == 0) {
      throw new DomainException(
          DomainException.Kind.GONE, "This set-up link was used already or has expired.");
    }
  }
}
