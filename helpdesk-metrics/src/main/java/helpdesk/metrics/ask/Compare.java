package helpdesk.metrics.ask;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a figure is set beside. */
public enum Compare {
  /** As many days right before, up to the same reading of the clock. */
  PREVIOUS,
  /** The same weeks a year ago: 52 weeks earlier, so that weekdays meet weekdays. */
  LAST_YEAR,
  /** The figures that were frozen as a baseline. */
  BASELINE,
  /** Nothing. */
  NONE;

  /** The word in an address. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What that word means, if it means something. */
  public static Optional<Compare> of(String key) {
    return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
  }
}
