package helpdesk.shared;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes ids before the insert, so that an event can carry the id of what it is about. */
@Component
public class Sequences {
  private final JdbcClient jdbc;

  Sequences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next value of the named sequence. */
  public long next(String sequence) {
    return jdbc.sql("SELECT nextval(CAST(:sequence AS regclass))")
        .param("sequence", sequence)
        .query(Long.class)
        .single();
  }

  /** The next value of each of the named sequences, in their order, in one round trip. */
  public List<Long> nextOfEach(String... sequences) {
    return jdbc.sql(
            "SELECT nextval(CAST(name AS regclass)) FROM unnest(:sequences) WITH ORDINALITY AS s"
                + " (name, n) ORDER BY n")
        .param("sequences", sequences)
        .query(Long.class)
        .list();
  }

  /** So many values of the named sequence, ascending, in one round trip. */
  public List<Long> next(String sequence, int count) {
    return jdbc.sql("SELECT nextval(CAST(:sequence AS regclass)) FROM generate_series(1, :count)")
        .param("sequence", sequence)
        .param("count", count)
        .query(Long.class)
        .list();
  }
}
