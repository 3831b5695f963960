package helpdesk.web.dashboard;

import helpdesk.metrics.insight.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets came in on each day as a line, what is usual as a second, unusual days as dots
 * and closed days as bands. The table below has every number.
 *
 * @param box the inner drawing's own coordinates
 * @param closed path of the bands
 */
public record DayChart(
    String box,
    String received,
    String usual,
    String unusual,
    String closed,
    List<VolumeChart.Grid> grid,
    List<VolumeChart.Mark> marks) {
  private static final int TOP = 12;
  private static final int MOST_MARKS = 8;

  static DayChart of(List<Volume.Day> days, Function<Volume.Day, String> label, Words words) {
    double most = 0;
    for (Volume.Day day : days)
      most = Math.max(most, Math.max(day.n(), Objects.requireNonNullElse(day.usual(), 0.0)));
    long step = step(most);
    double top = Math.max(2.0 * step, Math.ceil(most / step) * step);
    return new DayChart(
        "0 0 " + Math.max(1, days.size() - 1) + " 100",
        line(days, day -> (double) day.n(), top),
        line(days, Volume.Day::usual, top),
        dots(days, top),
        bands(days),
        grid(top, step, words),
        marks(days, label));
  }

  private static long step(double most) {
    long step = 1;
    long[] factors = {2, 5, 10};
    for (int i = 0; most > step * 4; i++) step = (long) Math.pow(10, i / 3) * factors[i % 3];
    return step;
  }

  private static String line(
      List<Volume.Day> days, Function<Volume.Day, @Nullable Double> value, double top) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < days.size(); i++) {
      Double of = value.apply(days.get(i));
      if (of != null) path.append(drawing ? " L" : " M").append(place(i, of, top));
      drawing = of != null;
    }
    return path.toString().strip();
  }

  private static String dots(List<Volume.Day> days, double top) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < days.size(); i++)
      if (days.get(i).unusual())
        path.append(" M").append(place(i, days.get(i).n(), top)).append(" h0.01");
    return path.toString().strip();
  }

  private static String bands(List<Volume.Day> days) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < days.size(); i++)
      if (days.get(i).holiday() != null) path.append(" M").append(i).append(" 0 V100");
    return path.toString().strip();
  }

  private static String place(int i, double value, double top) {
    return String.format(Locale.ROOT, "%d %.2f", i, 100 - 100 * value / top);
  }

  private static List<VolumeChart.Grid> grid(double top, long step, Words words) {
    List<VolumeChart.Grid> grid = new ArrayList<>();
    for (long v = 0; v <= top; v += step) {
      int y = TOP + (int) Math.round((VolumeChart.HEIGHT - TOP) * (1 - v / top));
      grid.add(new VolumeChart.Grid(y, words.count(v)));
    }
    return grid;
  }

  private static List<VolumeChart.Mark> marks(
      List<Volume.Day> days, Function<Volume.Day, String> label) {
    List<VolumeChart.Mark> marks = new ArrayList<>();
    int every = Math.max(1, (int) Math.ceil(days.size() / (double) MOST_MARKS));
    for (int i = 0; i < days.size(); i += every) {
      double x = days.size() == 1 ? 0 : 100.0 * i / (days.size() - 1);
      String anchor = i == 0 ? "start" : x > 97 ? "end" : "middle";
      marks.add(
          new VolumeChart.Mark(
              String.format(Locale.ROOT, "%.2f%%", x), anchor, label.apply(days.get(i))));
    }
    return marks;
  }
}
