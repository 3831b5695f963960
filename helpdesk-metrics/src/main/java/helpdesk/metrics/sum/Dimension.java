package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Measure;
import java.util.Locale;

/** By what sums are kept apart. */
public enum Dimension {
  /** Not at all. */
  ALL,
  CHANNEL,
  TEAM,
  AGENT,
  PRIORITY,
  /** The hour on the clocks of the zone, of what comes in. */
  HOUR;

  /** Whether a measure is kept apart by it. */
  public boolean keeps(Measure measure) {
    return this != HOUR || measure == Measure.CREATED || measure == Measure.MESSAGE_IN;
  }

  /** The stored word. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a contribution that has its key, as text; empty for nobody's. */
  String column() {
    return switch (this) {
      case ALL -> "''";
      case CHANNEL -> "channel";
      case TEAM -> "coalesce(CAST(team_id AS text), '')";
      case AGENT -> "coalesce(CAST(agent_id AS text), '')";
      case PRIORITY -> "priority";
      case HOUR -> throw new IllegalArgumentException("Contributions have instants, no hours");
    };
  }
}
