package helpdesk.web.dashboard;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.Change;
import helpdesk.metrics.scorecard.Tile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tile as it is drawn.
 *
 * @param id the metric, which is also where the tile leads
 * @param value the figure in parts, each a number and its unit
 * @param change null where there is nothing to compare with
 * @param notes what stands below: what it rests on, the companion figures
 */
public record TileView(
    String id,
    String label,
    List<Words.Part> value,
    @Nullable ChangeView change,
    List<String> notes) {

  /**
   * How it moved.
   *
   * @param icon an arrow
   * @param tone {@code good}, {@code bad} or nothing
   */
  public record ChangeView(String icon, String tone, String text) {}

  /** With the notes that any figure of its kind has, and more of them before. */
  static TileView of(Tile tile, String than, Words words, String... more) {
    Figure now = tile.now();
    List<String> notes = new ArrayList<>(List.of(more));
    if (tile.metric().kind() == Metric.Kind.DURATION && now.p90() != null)
      notes.add(words.say("dashboard.p90", words.duration(now.p90())));
    if (tile.metric().kind() == Metric.Kind.RATE && now.interval() != null)
      notes.add(
          words.say(
              "dashboard.interval",
              words.decimal(now.interval().low(), 0),
              words.decimal(now.interval().high(), 0)));
    return of(tile, than, words, notes);
  }

  private static TileView of(Tile tile, String than, Words words, List<String> notes) {
    Metric metric = tile.metric();
    List<String> lines = new ArrayList<>(notes);
    boolean rests =
        metric.kind() == Metric.Kind.RATE
            || metric.kind() == Metric.Kind.DURATION
            || metric.kind() == Metric.Kind.MEAN;
    if (rests) lines.add(restsOn(tile.now(), metric, words));
    return new TileView(
        metric.id(),
        words.say("metric." + metric.id() + ".name"),
        value(metric, tile.now(), words),
        change(tile, than, words),
        lines);
  }

  static List<Words.Part> value(Metric metric, Figure figure, Words words) {
    Double value = figure.value();
    return switch (metric.kind()) {
      case DURATION -> words.parts(value);
      case RATE, MIX -> List.of(new Words.Part(words.percent(value), value == null ? "" : "%"));
      case MEAN -> List.of(new Words.Part(value == null ? "–" : words.decimal(value, 2), ""));
      case COUNT, STOCK, STOCK_NOW ->
          List.of(new Words.Part(words.count(value == null ? 0 : value), ""));
    };
  }

  /** On how many cases it rests, and whether that is few. */
  static String restsOn(Figure figure, Metric metric, Words words) {
    if (figure.n() == 0) return words.say("dashboard.nothing");
    String noun = metric.ofAnswers() ? "answers" : "tickets";
    String n = words.say("dashboard.n." + noun, figure.n());
    return figure.lowSample() ? words.say("dashboard.few", n) : n;
  }

  static @Nullable ChangeView change(Tile tile, String than, Words words) {
    Change change = tile.change();
    if (change == null || change.difference() == null) return null;
    String icon =
        switch (change.direction()) {
          case UP -> "arrow-up-right";
          case DOWN -> "arrow-down-right";
          case SAME, UNKNOWN -> "arrow-right";
        };
    String tone =
        switch (change.tone()) {
          case GOOD -> "good";
          case BAD -> "bad";
          case NONE -> "";
        };
    return new ChangeView(icon, tone, inWords(tile.metric(), change.difference(), than, words));
  }

  private static String inWords(Metric metric, double difference, String than, Words words) {
    double size = Math.abs(difference);
    boolean up = difference > 0;
    String amount =
        switch (metric.kind()) {
          case DURATION -> words.duration(size);
          case COUNT, STOCK, STOCK_NOW -> words.count(size);
          case RATE, MIX, MEAN -> words.decimal(size, 1);
        };
    String unit =
        switch (metric.kind()) {
          case DURATION -> "duration";
          case COUNT, STOCK, STOCK_NOW -> "count";
          case RATE, MIX, MEAN -> "points";
        };
    if (amount.equals("0") || amount.equals("0 s")) return words.say("dashboard.same", than);
    return words.say("dashboard.change." + unit + (up ? ".up" : ".down"), amount, than);
  }
}
