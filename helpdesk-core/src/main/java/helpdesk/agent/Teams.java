package helpdesk.agent;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The teams of the desk. */
@Service
@Transactional
public class Teams {
  private final JdbcClient jdbc;
  private final Sequences sequences;

  Teams(JdbcClient jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /** All teams by name. */
  @Transactional(readOnly = true)
  public List<Team> all() {
    return jdbc.sql("SELECT id, name, lead_id FROM team ORDER BY lower(name)")
        .query(Teams::read)
        .list();
  }

  /**
   * @throws DomainException (conflict) if the name is taken, (invalid) if it is empty
   */
  public Team create(String name) {
    if (name.isBlank())
      throw new DomainException(DomainException.Kind.INVALID, "A team needs a name.");
    Team team = new Team(new TeamId(sequences.next("team_id_seq")), name.strip(), null);
    try {
      jdbc.sql("INSERT INTO team (id, name) VALUES (:id, :name)")
          .param("id", team.id().value())
          .param("name", team.name())
          .update();
    } catch (DuplicateKeyException e) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "There is already a team of that name.");
    }
    return team;
  }

  /**
   * The team of that name, made if new. Safe when two transactions ask at once.
   *
   * @throws DomainException (invalid) if the name is empty
   */
  public Team ensure(String name) {
    if (name.isBlank())
      throw new DomainException(DomainException.Kind.INVALID, "A team needs a name.");
    jdbc.sql("INSERT INTO team (id, name) VALUES (:id, :name) ON CONFLICT (lower(name)) DO NOTHING")
        .param("id", sequences.next("team_id_seq"))
        .param("name", name.strip())
        .update();
    return jdbc.sql("SELECT id, name, lead_id FROM team WHERE lower(name) = lower(:name)")
        .param("name", name.strip())
        .query(Teams::read)
        .single();
  }

  /**
   * Says who leads a team, or that nobody does.
   *
   * @throws DomainException (not found) if there is no such team, (invalid) if there is no such
   *     agent or they have left
   */
  public void lead(TeamId team, @Nullable AgentId lead) {
    if (lead != null && !isActive(lead))
      throw new DomainException(DomainException.Kind.INVALID, "Only an active agent leads a team.");
    int changed =
        jdbc.sql("UPDATE team SET lead_id = :lead WHERE id = :team")
            .param("lead", lead == null ? null : lead.value())
            .param("team", team.value())
            .update();
    if (changed == 0)
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such team.");
  }

  private boolean isActive(AgentId agent) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM agent WHERE id = :agent AND active)")
        .param("agent", agent.value())
        .query(Boolean.class)
        .single();
  }

  private static Team read(ResultSet row, int n) throws SQLException {
    Long lead = Sql.longOrNull(row, "lead_id");
    return new Team(
        new TeamId(row.getLong("id")),
        row.getString("name"),
        lead == null ? null : new AgentId(lead));
  }
}
