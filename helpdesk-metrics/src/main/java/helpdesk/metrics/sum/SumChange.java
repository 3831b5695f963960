package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Measure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A contribution that was added to (1) or taken from (-1) a day. */
record SumChange(
    int sign,
    Measure measure,
    LocalDate day,
    int hour,
    @Nullable Long calendar,
    @Nullable Long business,
    @Nullable Boolean hit,
    String channel,
    String priority,
    String team,
    String agent) {
  /** Every sum that it is part of. */
  Stream<Cell> cells() {
    return Arrays.stream(Dimension.values())
        .filter(d -> d.keeps(measure))
        .map(d -> new Cell(d, key(d), measure, day));
  }

  String key(Dimension dimension) {
    return switch (dimension) {
      case ALL -> "";
      case CHANNEL -> channel;
      case TEAM -> team;
      case AGENT -> agent;
      case PRIORITY -> priority;
      case HOUR -> String.valueOf(hour);
    };
  }
}
