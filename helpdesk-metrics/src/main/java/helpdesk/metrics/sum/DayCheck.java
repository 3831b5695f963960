package helpdesk.metrics.sum;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums days a second time and compares. */
@Component
public class DayCheck {
  private final JdbcClient jdbc;
  private final DaySummer summer;

  DayCheck(JdbcClient jdbc, DaySummer summer) {
    this.jdbc = jdbc;
    this.summer = summer;
  }

  /** The days that have sums, in order. */
  public List<LocalDate> all() {
    return jdbc.sql("SELECT day FROM summed_day ORDER BY day")
        .query((row, n) -> row.getObject("day", LocalDate.class))
        .list();
  }

  /** Sums a day anew; whether that gave anything else than it had, to the byte. */
  public boolean differs(LocalDate day) {
    return summer.sumAgain(day);
  }
}
