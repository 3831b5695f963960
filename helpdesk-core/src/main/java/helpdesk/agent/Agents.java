package helpdesk.agent;

import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people who answer, and how they prove who they are. */
@Service
@Transactional
public class Agents {
  /**
   * The shortest password taken, in characters (NIST SP 800-63B-4, section 3.1.1.2, allows 8 with a
   * second factor).
   */
  public static final int SHORTEST_PASSWORD = 10;

  private static final String COLUMNS = "id, email, name, role, team_id, language, theme, active";
  private final PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;

  Agents(JdbcClient jdbc, Sequences sequences, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  /**
   * Creates an agent.
   *
   * @param password null for one who cannot log in yet
   * @throws DomainException (conflict) if the address is taken, (invalid) if the password is too
   *     short
   */
  public Agent create(EmailAddress email, String name, Role role, @Nullable String password) {
    if (password != null && password.length() < SHORTEST_PASSWORD) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "A password needs at least " + SHORTEST_PASSWORD + " characters.");
    }
    AgentId id = new AgentId(sequences.next("agent_id_seq"));
    try {
      jdbc.sql(
              """
              INSERT INTO agent (id, email, name, role, password_hash, created_at)
              VALUES (:id, :email, :name, :role, :hash, :now)
              """)
          .param("id", id.value())
          .param("email", email.value())
          .param("name", name.strip())
          .param("role", role.key())
          .param("hash", password == null ? null : passwords.encode(password))
          .param("now", Sql.at(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "There is already an agent with this address.");
    }
    return new Agent(id, email, name.strip(), role, null, null, null, true);
  }

  /** Whether the password is that of the active agent; takes as long for an unknown address. */
  @Transactional(readOnly = true)
  public Optional<Agent> authenticate(EmailAddress email, String password) {
    Optional<String> hash =
        jdbc.sql(
                "SELECT password_hash FROM agent WHERE email = :email AND active AND password_hash IS NOT NULL")
            .param("email", email.value())
            .query(String.class)
            .optional();
    if (hash.isEmpty()) {
      passwords.encode(password);
      return Optional.empty();
    }
    return passwords.matches(password, hash.get()) ? byEmail(email) : Optional.empty();
  }

  /** The agent with that address, active or not. */
  @Transactional(readOnly = true)
  public Optional<Agent> byEmail(EmailAddress email) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent WHERE email = :email")
        .param("email", email.value())
        .query(Agents::read)
        .optional();
  }

  /**
   * @throws DomainException (not found) if there is no such agent
   */
  @Transactional(readOnly = true)
  public Agent byId(AgentId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent WHERE id = :id")
        .param("id", id.value())
        .query(Agents::read)
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such agent."));
  }

  /** The agent with that id, active or not. */
  @Transactional(readOnly = true)
  public Optional<Agent> find(AgentId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent WHERE id = :id")
        .param("id", id.value())
        .query(Agents::read)
        .optional();
  }

  /** So many agents by id, active or not, behind one of them; null begins at the first. */
  @Transactional(readOnly = true)
  public List<Agent> page(@Nullable AgentId after, int limit) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent WHERE id > :after ORDER BY id LIMIT :limit")
        .param("after", after == null ? 0 : after.value())
        .param("limit", limit)
        .query(Agents::read)
        .list();
  }

  /** All agents, those who left last, by name. */
  @Transactional(readOnly = true)
  public List<Agent> all() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent ORDER BY active DESC, lower(name), id")
        .query(Agents::read)
        .list();
  }

  /**
   * An agent who stands for something that is not a person at this desk, made if new: their work is
   * shown under their name, nobody can log in as them or give them a ticket.
   */
  public Agent standIn(EmailAddress email, String name) {
    jdbc.sql(
            """
            INSERT INTO agent (id, email, name, role, active, created_at)
            VALUES (:id, :email, :name, 'agent', false, :now) ON CONFLICT (email) DO NOTHING
            """)
        .param("id", sequences.next("agent_id_seq"))
        .param("email", email.value())
        .param("name", name)
        .param("now", Sql.at(clock.instant()))
        .update();
    return byEmail(email).orElseThrow();
  }

  /**
   * Lets an agent in again, or no more; their work stays.
   *
   * @throws DomainException (conflict) if nobody could administer the desk any more
   */
  public void activate(AgentId id, boolean active) {
    int changed =
        jdbc.sql(
                """
                UPDATE agent SET active = :active
                 WHERE id = :id
                   AND (:active OR role <> 'administrator'
                        OR EXISTS (SELECT 1 FROM agent o WHERE o.id <> :id AND o.active AND o.role = 'administrator'))
                """)
            .param("active", active)
            .param("id", id.value())
            .update();
    if (changed == 0) throw lastAdministrator(id);
  }

  /**
   * Changes what an agent may do.
   *
   * @throws DomainException (conflict) if nobody could administer the desk any more
   */
  public void promote(AgentId id, Role role) {
    int changed =
        jdbc.sql(
                """
                UPDATE agent SET role = :role
                 WHERE id = :id
                   AND (role <> 'administrator' OR :role = 'administrator' OR NOT active
                        OR EXISTS (SELECT 1 FROM agent o WHERE o.id <> :id AND o.active AND o.role = 'administrator'))
                """)
            .param("role", role.key())
            .param("id", id.value())
            .update();
    if (changed == 0) throw lastAdministrator(id);
  }

  private DomainException lastAdministrator(AgentId id) {
    byId(id);
    return new DomainException(
        DomainException.Kind.CONFLICT, "This is the last administrator: name another one first.");
  }

  /** Active agents by name. */
  @Transactional(readOnly = true)
  public List<Agent> active() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agent WHERE active ORDER BY lower(name), id")
        .query(Agents::read)
        .list();
  }

  /** Keeps the look and language of an agent's pages. */
  public void prefer(AgentId id, @Nullable String theme, @Nullable Locale language) {
    jdbc.sql("UPDATE agent SET theme = :theme, language = :language WHERE id = :id")
        .param("id", id.value())
        .param("theme", theme)
        .param("language", language == null ? null : language.getLanguage())
        .update();
  }

  /** Puts an agent into a team, or into none. */
  public void join(AgentId id, @Nullable TeamId team) {
    jdbc.sql("UPDATE agent SET team_id = :team WHERE id = :id")
        .param("id", id.value())
        .param("team", team == null ? null : team.value())
        .update();
  }

  private static Agent read(ResultSet row, int n) throws SQLException {
    Long team = Sql.longOrNull(row, "team_id");
    String language = row.getString("language");
    return new Agent(
        new AgentId(row.getLong("id")),
        new EmailAddress(row.getString("email")),
        row.getString("name"),
        Role.of(row.getString("role")),
        team == null ? null : new TeamId(team),
        language == null ? null : Locale.forLanguageTag(language),
        row.getString("theme"),
        row.getBoolean("active"));
  }
}
