package helpdesk.tag;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tags of the desk. A tag's name is lower case, one to sixty characters, no comma. */
@Service
@Transactional
public class Tags {
  private static final int LONGEST = 60;
  private final JdbcClient jdbc;
  private final Sequences sequences;

  Tags(JdbcClient jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /** All tags by name. */
  @Transactional(readOnly = true)
  public List<Tag> all() {
    return jdbc.sql("SELECT id, name, kind FROM tag ORDER BY name")
        .query(
            (row, n) ->
                new Tag(
                    row.getLong("id"), row.getString("name"), Tag.Kind.of(row.getString("kind"))))
        .list();
  }

  /**
   * The tag of that name, made with that kind if new; the kind of one that is known stays.
   *
   * @throws DomainException (invalid) if the name is empty, too long or has a comma
   */
  public Tag ensure(String name, Tag.Kind kind) {
    String plain = plain(name);
    jdbc.sql(
            "INSERT INTO tag (id, name, kind) VALUES (:id, :name, :kind) ON CONFLICT (name) DO NOTHING")
        .param("id", sequences.next("tag_id_seq"))
        .param("name", plain)
        .param("kind", kind.key())
        .update();
    return jdbc.sql("SELECT id, name, kind FROM tag WHERE name = :name")
        .param("name", plain)
        .query(
            (row, n) ->
                new Tag(
                    row.getLong("id"), row.getString("name"), Tag.Kind.of(row.getString("kind"))))
        .single();
  }

  /** The ids of these tags, each made if new. */
  public List<Long> ensure(Collection<String> names) {
    List<Long> ids = new ArrayList<>();
    for (String name : names) ids.add(ensure(name, Tag.Kind.OTHER).id());
    return ids;
  }

  /**
   * The name as it is kept.
   *
   * @throws DomainException (invalid) if it cannot be a tag
   */
  public static String plain(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || plain.length() > LONGEST || plain.indexOf(',') >= 0) {
      throw new DomainException(
          DomainException.Kind.INVALID, "A tag has 1 to " + LONGEST + " characters and no comma.");
    }
    return plain;
  }
}
