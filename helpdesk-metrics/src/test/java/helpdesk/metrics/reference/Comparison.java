package helpdesk.metrics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Figures beside those of somebody else, row by row. */
final class Comparison {
  private record Row(String figure, String theirs, String ours, boolean same, String reason) {}

  private final List<Row> rows = new ArrayList<>();

  /** A count: the same or not. */
  void count(String figure, JsonNode theirs, long ours, String reason) {
    boolean same = theirs.asLong() == ours;
    rows.add(new Row(figure, theirs.asString(), Long.toString(ours), same, same ? "" : reason));
  }

  /** A word, such as a week. */
  void word(String figure, String theirs, String ours, String reason) {
    boolean same = theirs.equals(ours);
    rows.add(new Row(figure, theirs, ours, same, same ? "" : reason));
  }

  /**
   * Theirs to four places, ours from seconds or whole; the same if they differ by no more than
   * that.
   */
  void number(String figure, JsonNode theirs, @Nullable Double ours, String unit, String reason) {
    double value = ours == null ? Double.NaN : ours;
    boolean same = Math.abs(theirs.asDouble() - value) <= 0.00011;
    rows.add(
        new Row(
            figure, shown(theirs.asDouble(), unit), shown(value, unit), same, same ? "" : reason));
  }

  /** Figures that differ and have no reason. */
  List<String> unexplained() {
    return rows.stream()
        .filter(row -> !row.same && row.reason.isEmpty())
        .map(row -> row.figure + ": theirs " + row.theirs + ", ours " + row.ours)
        .toList();
  }

  String table() {
    StringBuilder table =
        new StringBuilder("| figure | theirs | ours | difference |\n|---|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(row.figure, row.theirs, row.ours, row.same ? "none" : row.reason));
    }
    return table.toString();
  }

  private static String shown(double value, String unit) {
    return String.format(Locale.ROOT, "%.4f", value) + unit;
  }
}
