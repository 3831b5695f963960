package helpdesk.web.shell;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Writes a session's last use at most once a minute: an agent's click costs no write to disk. Any
 * other change is written at once.
 */
@Configuration(proxyBeanMethods = false)
class QuietSessions {
  private static final String UPDATE =
      """
      UPDATE spring_session AS s
         SET session_id = v.session_id, last_access_time = v.used, max_inactive_interval = v.idle,
             expiry_time = v.expiry, principal_name = v.who
        FROM (SELECT CAST(? AS char(36)) AS session_id, CAST(? AS bigint) AS used,
                     CAST(? AS integer) AS idle, CAST(? AS bigint) AS expiry,
                     CAST(? AS varchar(100)) AS who, CAST(? AS char(36)) AS id) AS v
       WHERE s.primary_id = v.id
         AND (v.used >= s.last_access_time + 60000 OR v.session_id <> s.session_id
              OR v.idle <> s.max_inactive_interval OR v.who IS DISTINCT FROM s.principal_name)
      """;

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> lastUseOnceAMinute() {
    return sessions -> sessions.setUpdateSessionQuery(UPDATE);
  }
}
