package helpdesk.agent;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import java.util.List;
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
    return jdbc.sql("SELECT id, name FROM team ORDER BY lower(name)")
        .query((row, n) -> new Team(new TeamId(row.getLong("id")), row.getString("name")))
        .list();
  }

  /**
   * @throws DomainException (conflict) if the name is taken, (invalid) if it is empty
   */
  public Team create(String name) {
    if (name.isBlank())
      throw new DomainException(DomainException.Kind.INVALID, "A team needs a name.");
    Team team = new Team(new TeamId(sequences.next("team_id_seq")), name.strip());
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
    return jdbc.sql("SELECT id, name FROM team WHERE lower(name) = lower(:name)")
        .param("name", name.strip())
        .query((row, n) -> new Team(new TeamId(row.getLong("id")), row.getString("name")))
        .single();
  }
}
