package helpdesk.metrics.sum;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one cell amounts to, while it is made or changed. */
final class Sum {
  long n;
  long judged;
  long hits;
  final Ranked calendar = new Ranked();
  final Ranked business = new Ranked();

  /** The values by one clock. */
  static final class Ranked {
    Values values = Values.NONE;
    private final List<Long> more = new ArrayList<>();
    private final List<Long> fewer = new ArrayList<>();

    private void change(int sign, @Nullable Long value) {
      if (value != null) (sign > 0 ? more : fewer).add(value);
    }

    /** What there is with all changes in it. */
    Values settled() {
      if (more.isEmpty() && fewer.isEmpty()) return values;
      values = values.changed(array(more), array(fewer));
      more.clear();
      fewer.clear();
      return values;
    }

    private static long[] array(List<Long> numbers) {
      return numbers.stream().mapToLong(v -> v).toArray();
    }
  }

  void change(
      int sign, @Nullable Boolean hit, @Nullable Long calendarValue, @Nullable Long businessValue) {
    n += sign;
    if (hit != null) judged += sign;
    if (Boolean.TRUE.equals(hit)) hits += sign;
    calendar.change(sign, calendarValue);
    business.change(sign, businessValue);
  }
}
