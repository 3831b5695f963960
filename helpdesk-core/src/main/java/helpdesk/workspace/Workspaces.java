package helpdesk.workspace;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one workspace of this installation, absent until it is set up. */
@Service
@Transactional
public class Workspaces {
  private final JdbcClient jdbc;
  private final Clock clock;

  Workspaces(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The workspace, or empty before set-up. */
  @Transactional(readOnly = true)
  public Optional<Workspace> find() {
    return jdbc.sql("SELECT name, zone, language, set_up_at FROM workspace")
        .query(
            (row, n) ->
                new Workspace(
                    row.getString("name"),
                    ZoneId.of(row.getString("zone")),
                    Locale.forLanguageTag(row.getString("language")),
                    Sql.instant(row, "set_up_at")))
        .optional();
  }

  /** The workspace, or a nameless English one in UTC where nothing was set up, as in some tests. */
  @Transactional(readOnly = true)
  public Workspace current() {
    return find()
        .orElseGet(
            () -> new Workspace("Helpdesk", ZoneId.of("UTC"), Locale.ENGLISH, clock.instant()));
  }

  /**
   * Creates the workspace.
   *
   * @throws DomainException (conflict) if there is one already: set-up happens once
   */
  public void create(String name, ZoneId zone, Locale language) {
    int created =
        jdbc.sql(
                """
                INSERT INTO workspace (name, zone, language, set_up_at) VALUES (:name, :zone, :language, :now)
                ON CONFLICT DO NOTHING
                """)
            .param("name", name)
            .param("zone", zone.getId())
            .param("language", language.getLanguage())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (created == 0) {
      throw new DomainException(DomainException.Kind.CONFLICT, "This desk is already set up.");
    }
  }

  /** Changes name, zone and language. */
  public void change(String name, ZoneId zone, Locale language) {
    jdbc.sql("UPDATE workspace SET name = :name, zone = :zone, language = :language")
        .param("name", name)
        .param("zone", zone.getId())
        .param("language", language.getLanguage())
        .update();
  }
}
