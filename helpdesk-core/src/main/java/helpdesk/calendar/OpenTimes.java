package helpdesk.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When one date is open: seconds of the day, in order, apart from each other. What overlaps or
 * touches was made one, so that no second counts twice.
 */
record OpenTimes(List<Window> windows, long total) {
  static final long DAY = 86_400;
  static final OpenTimes CLOSED = new OpenTimes(List.of(), 0);

  /** Seconds of a day, from the first to before the last. */
  record Window(long from, long to) {
    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  static OpenTimes union(List<Window> some) {
    List<Window> sorted = new ArrayList<>(some);
    sorted.sort(Comparator.comparingLong(Window::from));
    List<Window> apart = new ArrayList<>();
    for (Window next : sorted) {
      int last = apart.size() - 1;
      if (last >= 0 && next.from <= apart.get(last).to) {
        long to = Math.max(apart.get(last).to, next.to);
        apart.set(last, new Window(apart.get(last).from, to));
      } else {
        apart.add(next);
      }
    }
    return new OpenTimes(
        List.copyOf(apart), apart.stream().mapToLong(w -> w.to() - w.from()).sum());
  }

  /** Open seconds from a second of this day to before another. */
  long between(long start, long end) {
    if (start <= 0 && end >= DAY) return total;
    long sum = 0;
    for (Window window : windows) sum += window.within(start, end);
    return sum;
  }
}
