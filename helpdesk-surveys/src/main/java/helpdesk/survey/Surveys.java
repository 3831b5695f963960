package helpdesk.survey;

import helpdesk.shared.DomainException;
import helpdesk.workspace.Audit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The surveys we ship and how they are sent. */
@Service
@Transactional
public class Surveys {
  private static final String SELECT =
      "SELECT key, kind, moment, active, delay_seconds, expiry_days, quiet_days FROM survey";
  private final JdbcClient jdbc;
  private final Audit audit;

  Surveys(JdbcClient jdbc, Audit audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /** All of them, by key. */
  @Transactional(readOnly = true)
  public List<Survey> all() {
    return jdbc.sql(SELECT + " ORDER BY key").query(Surveys::read).list();
  }

  /**
   * @throws DomainException (not found) if there is no such survey
   */
  @Transactional(readOnly = true)
  public Survey byKey(String key) {
    return jdbc.sql(SELECT + " WHERE key = :key")
        .param("key", key)
        .query(Surveys::read)
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such survey."));
  }

  /** The survey that follows a solved ticket; while none is active, satisfaction. */
  @Transactional(readOnly = true)
  Survey afterResolve() {
    return jdbc.sql(
            SELECT + " WHERE moment = 'resolve' ORDER BY active DESC, key = 'csat' DESC LIMIT 1")
        .query(Surveys::read)
        .single();
  }

  /** How long a customer is left alone after any survey. */
  @Transactional(readOnly = true)
  public Duration quietAfterAny() {
    return Duration.ofDays(
        jdbc.sql("SELECT any_quiet_days FROM survey_settings").query(Integer.class).single());
  }

  /**
   * Changes how a survey is sent, for decisions planned from now on.
   *
   * @param delay zero to 30 days
   * @param quietDays 0 to 730, for surveys of this sort
   * @param anyQuietDays 0 to 730, for any two surveys
   * @throws DomainException (invalid) if a number is out of range
   */
  public void configure(
      String key, boolean active, Duration delay, int quietDays, int anyQuietDays, String by) {
    if (delay.isNegative() || delay.compareTo(Duration.ofDays(30)) > 0)
      throw new DomainException(DomainException.Kind.INVALID, "The delay is 0 to 30 days.");
    if (outside(quietDays) || outside(anyQuietDays))
      throw new DomainException(DomainException.Kind.INVALID, "A quiet time is 0 to 730 days.");
    Survey survey = byKey(key);
    if (active && survey.afterResolve()) {
      jdbc.sql("UPDATE survey SET active = false WHERE moment = 'resolve' AND key <> :key")
          .param("key", key)
          .update();
    }
    jdbc.sql(
            """
            UPDATE survey SET active = :active, delay_seconds = :delay, quiet_days = :quiet WHERE key = :key
            """)
        .param("key", key)
        .param("active", active)
        .param("delay", delay.toSeconds())
        .param("quiet", quietDays)
        .update();
    jdbc.sql("UPDATE survey_settings SET any_quiet_days = :days")
        .param("days", anyQuietDays)
        .update();
    audit.record(
        by,
        "survey.configured",
        Map.of(
            "survey",
            key,
            "active",
            active,
            "delay",
            delay.toSeconds(),
            "quiet",
            quietDays,
            "any",
            anyQuietDays));
  }

  private static boolean outside(int days) {
    return days < 0 || days > 730;
  }

  private static Survey read(ResultSet row, int n) throws SQLException {
    return new Survey(
        row.getString("key"),
        SurveyKind.of(row.getString("kind")),
        row.getString("moment").equals("resolve"),
        row.getBoolean("active"),
        Duration.ofSeconds(row.getLong("delay_seconds")),
        Duration.ofDays(row.getLong("expiry_days")),
        Duration.ofDays(row.getLong("quiet_days")));
  }
}
