package helpdesk.web.dashboard;

import helpdesk.metrics.catalog.PeakHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hours of the week as a map: the more came in, the stronger the colour. The table below it has
 * every number.
 *
 * @param inWords which hour is the busiest
 */
public record WeekHours(String inWords, List<Row> rows, List<Mark> marks) {
  private static final int HOURS = 24;

  /** How many strengths of colour there are besides none. */
  private static final int STRENGTHS = 5;

  /** Where the hours begin, in percent; before it are the names of the days. */
  private static final double LEFT = 9;

  private static final int HEIGHT = 22;

  /** A day, at a height in pixels. */
  public record Row(String day, int y, List<Cell> cells) {}

  /**
   * An hour of a day.
   *
   * @param tone how much it is, from {@code h0} on
   * @param mean for one such day, in words
   */
  public record Cell(String x, String width, String tone, String n, String mean, String title) {}

  /** A reading at a place in percent. */
  public record Mark(String x, String hour) {}

  static WeekHours of(PeakHours peaks, Words words) {
    Map<PeakHours.Hour, Long> busy = peaks.busy();
    long most = busy.values().stream().mapToLong(n -> n).max().orElse(0);
    String inWords =
        busy.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(
                e ->
                    words.say(
                        "dashboard.hours.words",
                        words.weekday(e.getKey().day()),
                        clock(e.getKey().hour()),
                        words.count(e.getValue())))
            .orElseGet(() -> words.say("dashboard.nothing"));
    List<Row> rows =
        Arrays.stream(DayOfWeek.values())
            .map(
                day ->
                    new Row(
                        words.weekday(day), day.ordinal() * HEIGHT, cells(day, peaks, most, words)))
            .toList();
    List<Mark> marks = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour += 3)
      marks.add(new Mark(percent(place(hour)), clock(hour)));
    return new WeekHours(inWords, rows, marks);
  }

  private static List<Cell> cells(DayOfWeek day, PeakHours peaks, long most, Words words) {
    List<Cell> cells = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      long n = peaks.count(day, hour);
      long strength = n == 0 ? 0 : Math.max(1, Math.round((double) STRENGTHS * n / most));
      Double mean = peaks.mean(day, hour);
      String each = mean == null ? "–" : words.decimal(mean, 1);
      cells.add(
          new Cell(
              percent(place(hour)),
              percent(place(1) - place(0) - 0.3),
              "h" + strength,
              words.count(n),
              each,
              words.say(
                  "dashboard.hours.cell", words.weekday(day), clock(hour), words.count(n), each)));
    }
    return cells;
  }

  private static double place(int hour) {
    return LEFT + (100 - LEFT) * hour / HOURS;
  }

  private static String clock(int hour) {
    return String.format(Locale.ROOT, "%02d:00", hour);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
