package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.board.Board;
import helpdesk.metrics.catalog.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came in and what was solved, as lines. Widths are shares of the drawing, so that it fits any
 * screen; the table below it has every number.
 *
 * @param box the inner drawing's own coordinates
 * @param created path of the line; {@code createdArea} of the surface below it
 * @param grid horizontal lines with their number
 * @param marks readings of the time axis
 */
public record VolumeChart(
    String box,
    String created,
    String createdArea,
    String resolved,
    List<Grid> grid,
    List<Mark> marks,
    List<Point> points) {
  /** Height of the drawing in pixels, without the time axis. */
  static final int HEIGHT = 190;

  private static final int TOP = 12;
  private static final int MOST_MARKS = 8;

  /** A horizontal line at a height in pixels. */
  public record Grid(int y, String text) {}

  /** A reading at a place in percent. */
  public record Mark(String x, String anchor, String text) {}

  /** A part of the drawing that belongs to one point of a line: where it begins, in percent. */
  public record Place(String x, String width) {
    /** Halfway to the points before and behind it. */
    static Place of(int point, int points) {
      double each = 100.0 / Math.max(1, points - 1);
      double from = Math.max(0, each * (point - 0.5));
      return new Place(percent(from), percent(Math.min(100, each * (point + 0.5)) - from));
    }
  }

  /**
   * One row of the table; null counts lie in the future.
   *
   * @param place its own part of the drawing
   * @param createdHref to what came in then; {@code resolvedHref} to what was solved
   */
  public record Point(
      String label,
      Place place,
      @Nullable Long created,
      @Nullable Long resolved,
      String createdHref,
      String resolvedHref) {}

  static VolumeChart of(Board board, Question question, Words words) {
    Instant asOf = question.asked().asOf();
    List<Board.Volume> volume = board.volume();
    List<Board.Volume> past = volume.stream().filter(v -> !v.from().isAfter(asOf)).toList();
    long most = volume.stream().mapToLong(v -> Math.max(v.created(), v.resolved())).max().orElse(0);
    long step = step(most);
    long top = Math.max(step * 2, (most + step - 1) / step * step);
    int width = Math.max(1, volume.size() - 1);
    String line = path(past, Board.Volume::created, top);
    String area = past.isEmpty() ? "" : line + " L" + (past.size() - 1) + " 100 L0 100 Z";
    return new VolumeChart(
        "0 0 " + width + " 100",
        line,
        area,
        path(past, Board.Volume::resolved, top),
        grid(top, step, words),
        marks(volume, board.hourly(), words),
        points(board, question, words));
  }

  private static long step(long most) {
    long step = 1;
    long[] factors = {2, 5, 10};
    for (int i = 0; most > step * 4; i++) {
      long power = (long) Math.pow(10, i / 3);
      step = power * factors[i % 3];
    }
    return step;
  }

  private static String path(
      List<Board.Volume> past, ToLongFunction<Board.Volume> value, long top) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < past.size(); i++) {
      double y = 100 - 100.0 * value.applyAsLong(past.get(i)) / top;
      path.append(i == 0 ? "M" : " L")
          .append(i)
          .append(' ')
          .append(String.format(Locale.ROOT, "%.2f", y));
    }
    if (past.size() == 1) path.append(" h0.01");
    return path.toString();
  }

  private static List<Grid> grid(long top, long step, Words words) {
    List<Grid> grid = new ArrayList<>();
    for (long v = 0; v <= top; v += step) {
      int y = TOP + (int) Math.round((HEIGHT - TOP) * (1 - (double) v / top));
      grid.add(new Grid(y, words.count(v)));
    }
    return grid;
  }

  private static List<Mark> marks(List<Board.Volume> volume, boolean hourly, Words words) {
    List<Mark> marks = new ArrayList<>();
    int every = Math.max(1, (int) Math.ceil(volume.size() / (double) MOST_MARKS));
    for (int i = 0; i < volume.size(); i += every) {
      double x = volume.size() == 1 ? 0 : 100.0 * i / (volume.size() - 1);
      String anchor = i == 0 ? "start" : x > 97 ? "end" : "middle";
      marks.add(
          new Mark(
              String.format(Locale.ROOT, "%.2f%%", x),
              anchor,
              label(volume.get(i), hourly, words)));
    }
    return marks;
  }

  private static List<Point> points(Board board, Question question, Words words) {
    List<Board.Volume> volume = board.volume();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < volume.size(); i++) {
      Board.Volume v = volume.get(i);
      boolean future = v.from().isAfter(question.asked().asOf());
      points.add(
          new Point(
              label(v, board.hourly(), words),
              Place.of(i, volume.size()),
              future ? null : v.created(),
              future ? null : v.resolved(),
              link(Metric.TICKETS_CREATED, v, question),
              link(Metric.TICKETS_RESOLVED, v, question)));
    }
    return points;
  }

  private static String link(Metric metric, Board.Volume v, Question question) {
    return question
        .address()
        .without("period", "until", "compare", "baseline")
        .with("from", v.from().toString())
        .with("to", v.to().toString())
        .at("/dashboard/metrics/" + metric.id());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }

  private static String label(Board.Volume v, boolean hourly, Words words) {
    return hourly ? words.hour(v.from()) : words.day(v.from());
  }
}
