package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many durations were how long, and where the median, the 90th percentile and the target lie.
 *
 * @param lines places across in percent
 */
public record Histogram(List<ColumnView> columns, List<Line> lines) {
  private static final int HEIGHT = 136;
  private static final int FOOT = 160;
  private static final int COLUMNS = 6;
  private static final long[] LIMITS = {
    60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 604_800,
    1_209_600, 2_592_000, 7_776_000
  };

  /**
   * A line at a value.
   *
   * @param tone {@code median}, {@code p90} or {@code target}
   */
  public record Line(String x, String tone, String text) {}

  /** A stretch of values: more than {@code above}, at most {@code upTo} seconds. */
  private record Bin(long above, @Nullable Long upTo, long n) {}

  /** Null where nothing was measured, or the metric measures no durations. */
  static @Nullable Histogram of(
      Metric metric, Question question, Figure figure, Figures figures, Words words) {
    if (metric.kind() != Metric.Kind.DURATION || figure.n() == 0) return null;
    List<Bin> bins = bins(metric, question.asked(), figure, figures);
    long most = bins.stream().mapToLong(Bin::n).max().orElse(0);
    double each = 100.0 / bins.size();
    List<ColumnView> columns = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      int height = most == 0 ? 0 : (int) Math.round((double) HEIGHT * bin.n() / most);
      if (bin.n() > 0) height = Math.max(2, height);
      columns.add(
          new ColumnView(
              bin.upTo() == null
                  ? "> " + words.duration((double) bin.above())
                  : "≤ " + words.duration((double) bin.upTo()),
              words.count(bin.n()),
              tone(metric, bin),
              percent(each * i + each * 0.08),
              percent(each * 0.84),
              percent(each * (i + 0.5)),
              FOOT - height,
              height,
              link(metric, question, bin)));
    }
    return new Histogram(columns, lines(metric, figure, bins, words));
  }

  private static List<Bin> bins(Metric metric, Asked asked, Figure figure, Figures figures) {
    double tail = figure.p90() == null ? 0 : figure.p90();
    int last = 0;
    while (last < LIMITS.length - 1 && LIMITS[last] < tail) last++;
    int first = Math.max(0, last - COLUMNS + 1);
    List<Long> limits =
        IntStream.range(first, Math.min(first + COLUMNS, LIMITS.length))
            .mapToObj(i -> LIMITS[i])
            .toList();
    List<Long> upTo = figures.upTo(metric, asked, limits);
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < upTo.size(); i++) {
      long above = i == 0 ? 0 : limits.get(i - 1);
      long counted = i == 0 ? 0 : upTo.get(i - 1);
      @Nullable Long limit = i < limits.size() ? limits.get(i) : null;
      bins.add(new Bin(above, limit, upTo.get(i) - counted));
    }
    return bins;
  }

  private static String tone(Metric metric, Bin bin) {
    if (metric.target() == null) return "";
    return bin.above() >= metric.target().toSeconds() ? "late" : "";
  }

  private static String link(Metric metric, Question question, Bin bin) {
    return question
        .address()
        .with("above", bin.above() == 0 ? null : Long.toString(bin.above()))
        .with("up_to", bin.upTo() == null ? null : bin.upTo().toString())
        .at("/dashboard/metrics/" + metric.id());
  }

  private static List<Line> lines(Metric metric, Figure figure, List<Bin> bins, Words words) {
    List<Line> lines = new ArrayList<>();
    add(lines, bins, "median", figure.median(), words);
    add(lines, bins, "p90", figure.p90(), words);
    Double target = metric.target() == null ? null : (double) metric.target().toSeconds();
    add(lines, bins, "target", target, words);
    return lines;
  }

  private static void add(
      List<Line> lines, List<Bin> bins, String tone, @Nullable Double seconds, Words words) {
    if (seconds == null) return;
    lines.add(
        new Line(
            percent(place(bins, seconds)),
            tone,
            words.say("figures.line." + tone, words.duration(seconds))));
  }

  /** Within a column it stands where its value lies between the two limits. */
  private static double place(List<Bin> bins, double seconds) {
    double each = 100.0 / bins.size();
    for (int i = 0; i < bins.size(); i++) {
      Long upTo = bins.get(i).upTo();
      if (upTo == null) return each * (i + 0.5);
      if (seconds <= upTo)
        return each * (i + (seconds - bins.get(i).above()) / (upTo - bins.get(i).above()));
    }
    return 100;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
