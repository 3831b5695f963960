package helpdesk.metrics.measure;

import helpdesk.metrics.timeline.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * What the measures leave to a house.
 *
 * @param folding what the facts leave to it, such as how long a first contact can be spoiled
 * @param firstResponse how long a first answer may take, by the calendar clock
 * @param firstResponseBy the same for channels of which more or less is expected
 */
public record MeasureSettings(
    Settings folding, Duration firstResponse, Map<String, Duration> firstResponseBy) {
  /** A first answer within 6 hours, on every channel. */
  public static final MeasureSettings DEFAULT =
      new MeasureSettings(Settings.DEFAULT, Duration.ofHours(6), Map.of());

  /** Copies what is given. */
  public MeasureSettings {
    firstResponseBy = Map.copyOf(firstResponseBy);
  }

  /** How long a first answer may take on a channel. */
  Duration firstResponse(String channel) {
    return firstResponseBy.getOrDefault(channel, firstResponse);
  }
}
