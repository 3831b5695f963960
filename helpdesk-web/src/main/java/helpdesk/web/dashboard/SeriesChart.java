package helpdesk.web.dashboard;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure over time, as a line, with the one before it as a second. What is unknown is a gap. The
 * table below the drawing has every number.
 *
 * @param box the inner drawing's own coordinates
 * @param now path of the line; {@code before} of the other, empty where there is none
 * @param lines horizontal lines that mean something: the target, a goal
 */
public record SeriesChart(
    String box,
    String now,
    String before,
    List<VolumeChart.Grid> grid,
    List<VolumeChart.Mark> marks,
    List<Line> lines,
    List<Point> points) {
  private static final int TOP = 12;
  private static final int MOST_MARKS = 8;
  private static final double[] SECONDS = {
    1,
    5,
    15,
    30,
    60,
    300,
    600,
    900,
    1_800,
    3_600,
    7_200,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    432_000,
    864_000,
    2_592_000,
    8_640_000,
    31_536_000
  };

  /** A line that means something, at a height in pixels. */
  public record Line(int y, String text) {}

  /** One row of the table. */
  public record Point(
      String label, String value, String n, boolean few, String before, @Nullable String href) {}

  /** Which values the drawing has room for: it begins at nought unless a value is below it. */
  private record Scale(double bottom, double top) {
    /** How far below the top a value lies, 0 to 1. */
    double below(double value) {
      return (top - Math.max(bottom, Math.min(value, top))) / (top - bottom);
    }

    /** Its height in pixels. */
    int y(double value) {
      return TOP + (int) Math.round((VolumeChart.HEIGHT - TOP) * below(value));
    }
  }

  /** A level that is drawn into the chart, in the metric's unit. */
  record Level(double value, String text) {}

  /**
   * @param labels what each part is called
   * @param hrefs where each part leads
   */
  static SeriesChart of(
      Metric metric,
      List<Figures.Group> now,
      List<Figures.Group> before,
      List<String> labels,
      List<String> hrefs,
      List<Level> levels,
      Words words) {
    double most =
        Stream.concat(now.stream(), before.stream())
            .map(g -> g.figure().value())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    boolean share = metric.kind() == Metric.Kind.RATE;
    // a level far above everything would press the line flat
    for (Level level : levels) if (level.value() <= 3 * most) most = Math.max(most, level.value());
    double step = share ? 25 : step(metric, most);
    double top = share ? 100 : Math.max(2 * step, Math.ceil(most / step) * step);
    double least =
        Stream.concat(now.stream(), before.stream())
            .map(g -> g.figure().value())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    Scale scale = new Scale(least < 0 ? Math.floor(least / step) * step : 0, top);
    int width = Math.max(1, now.size() - 1);
    return new SeriesChart(
        "0 0 " + width + " 100",
        path(now, scale),
        path(before, scale),
        grid(metric, scale, step, words),
        marks(labels),
        levels.stream()
            .filter(level -> level.value() >= scale.bottom() && level.value() <= top)
            .map(level -> new Line(scale.y(level.value()), level.text()))
            .toList(),
        IntStream.range(0, now.size())
            .mapToObj(
                i ->
                    point(
                        metric,
                        labels.get(i),
                        now.get(i).figure(),
                        i < before.size() ? before.get(i).figure() : null,
                        hrefs.get(i),
                        words))
            .toList());
  }

  /** The part of the drawing that belongs to a point. */
  public VolumeChart.Place place(int point) {
    return VolumeChart.Place.of(point, points.size());
  }

  /** Whether there is any line to see. */
  public boolean drawn() {
    return !now.isEmpty();
  }

  private static Point point(
      Metric metric,
      String label,
      Figure figure,
      @Nullable Figure before,
      String href,
      Words words) {
    boolean judged = metric.kind() == Metric.Kind.RATE || metric.kind().measures();
    return new Point(
        label,
        told(metric, figure, words),
        words.count(figure.n()),
        judged && figure.n() > 0 && figure.lowSample(),
        before == null ? "" : told(metric, before, words),
        figure.value() == null || figure.n() == 0 ? null : href);
  }

  /** A figure in one phrase; a dash where it is unknown. */
  static String told(Metric metric, Figure figure, Words words) {
    return figure.value() == null
        ? "–"
        : String.join(
            " ", TileView.value(metric, figure, words).stream().map(Object::toString).toList());
  }

  private static double step(Metric metric, double most) {
    if (metric.kind() == Metric.Kind.DURATION) {
      for (double step : SECONDS) if (most <= step * 4) return step;
    }
    double step = metric.kind() == Metric.Kind.MEAN ? 0.5 : 1;
    double[] factors = {2, 5, 10};
    double unit = step;
    for (int i = 0; most > step * 4; i++) step = unit * Math.pow(10, i / 3) * factors[i % 3];
    return step;
  }

  private static List<VolumeChart.Grid> grid(Metric metric, Scale scale, double step, Words words) {
    List<VolumeChart.Grid> grid = new ArrayList<>();
    for (double v = scale.bottom(); v <= scale.top() + step / 2; v += step) {
      String text =
          switch (metric.kind()) {
            case DURATION -> v == 0 ? "0" : words.duration(v);
            case RATE, MIX -> words.decimal(v, 0) + " %";
            default -> words.decimal(v, 1);
          };
      grid.add(new VolumeChart.Grid(scale.y(v), text));
    }
    return grid;
  }

  private static List<VolumeChart.Mark> marks(List<String> labels) {
    List<VolumeChart.Mark> marks = new ArrayList<>();
    int every = Math.max(1, (int) Math.ceil(labels.size() / (double) MOST_MARKS));
    for (int i = 0; i < labels.size(); i += every) {
      double x = labels.size() == 1 ? 0 : 100.0 * i / (labels.size() - 1);
      String anchor = i == 0 ? "start" : x > 97 ? "end" : "middle";
      marks.add(
          new VolumeChart.Mark(String.format(Locale.ROOT, "%.2f%%", x), anchor, labels.get(i)));
    }
    return marks;
  }

  private static String path(List<Figures.Group> parts, Scale scale) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < parts.size(); i++) {
      Double value = parts.get(i).figure().value();
      if (value == null) {
        drawing = false;
        continue;
      }
      double y = 100 * scale.below(value);
      path.append(drawing ? " L" : " M").append(i).append(' ');
      path.append(String.format(Locale.ROOT, "%.2f", y));
      boolean alone =
          !drawing && (i + 1 == parts.size() || parts.get(i + 1).figure().value() == null);
      if (alone) path.append(" h0.01"); // round ends make a dot of it
      drawing = true;
    }
    return path.toString().strip();
  }
}
