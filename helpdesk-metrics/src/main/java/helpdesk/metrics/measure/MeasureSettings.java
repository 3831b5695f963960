package helpdesk.metrics.measure;

import helpdesk.metrics.timeline.LiveWait;
import helpdesk.metrics.timeline.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * What the measures leave to a house.
 *
 * @param folding what the facts leave to it, such as how long a first contact can be spoiled
 * @param firstResponse how long a first answer may take, by the calendar clock
 * @param firstResponseBy the same for channels of which more or less is expected
 * @param slip who gives up a call or a chat before this counts nowhere
 * @param callSoon within what a queued call is to be answered
 * @param chatSoon the same for a chat
 */
public record MeasureSettings(
    Settings folding,
    Duration firstResponse,
    Map<String, Duration> firstResponseBy,
    Duration slip,
    Duration callSoon,
    Duration chatSoon) {
  /** A first answer within 6 hours on every channel, a call within 20 seconds, a chat within 60. */
  public static final MeasureSettings DEFAULT = of(Settings.DEFAULT);

  /** Copies what is given. */
  public MeasureSettings {
    firstResponseBy = Map.copyOf(firstResponseBy);
  }

  /** The usual ones, but for what the facts leave to a house. */
  public static MeasureSettings of(Settings folding) {
    return new MeasureSettings(
        folding,
        Duration.ofHours(6),
        Map.of(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }

  /** How long a customer may wait in the queue of a live channel. */
  Duration soon(LiveWait.Kind kind) {
    return switch (kind) {
      case CALL -> callSoon;
      case CHAT -> chatSoon;
    };
  }

  /** How long a first answer may take on a channel. */
  Duration firstResponse(String channel) {
    return firstResponseBy.getOrDefault(channel, firstResponse);
  }
}
