package helpdesk.workspace;

import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Who did what to the desk itself: settings, tokens, erasures. In the transaction of the deed. */
@Component
@Transactional
public class Audit {
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final JsonMapper json;
  private final Clock clock;

  Audit(JdbcClient jdbc, Sequences sequences, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param actor who, such as an agent's id or {@code system}
   * @param action a short verb phrase such as {@code sample-data.removed}
   * @param detail ids and counts, no personal data and no secrets
   */
  public void record(String actor, String action, Map<String, ?> detail) {
    jdbc.sql(
            """
            INSERT INTO audit_entry (id, at, actor, action, detail)
            VALUES (:id, :at, :actor, :action, CAST(:detail AS jsonb))
            """)
        .param("id", sequences.next("audit_entry_id_seq"))
        .param("at", Sql.at(clock.instant()))
        .param("actor", actor)
        .param("action", action)
        .param("detail", json.writeValueAsString(detail))
        .update();
  }
}
