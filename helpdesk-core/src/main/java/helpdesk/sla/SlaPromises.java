package helpdesk.sla;

import helpdesk.calendar.Calendar;
import helpdesk.story.Story;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that was ever promised, as it was read at one moment ({@link SlaSettings#promises}). */
public final class SlaPromises {
  /** Nothing was. */
  static final SlaPromises NONE = new SlaPromises(null, null);

  private final @Nullable SlaPolicies policies;
  private final @Nullable Calendar desk;

  /**
   * @param policies null where there never was one
   * @param desk by which a clock goes on while no policy holds; null is day and night
   */
  SlaPromises(@Nullable SlaPolicies policies, @Nullable Calendar desk) {
    this.policies = policies;
    this.desk = desk;
  }

  /**
   * How a ticket stands with what was promised to it. Nothing where no policy fits.
   *
   * @param events all events of one ticket, in any order; those after {@code asOf} do not exist
   * @throws IllegalArgumentException if the ticket did not exist yet
   */
  public List<SlaClock> clocks(List<LoggedEvent> events, Instant asOf) {
    return policies == null ? List.of() : SlaClocks.of(events, policies, desk, asOf);
  }

  /**
   * What became of a promise that was broken.
   *
   * @param events all events of its ticket, in any order
   * @param start since when its clock ran
   * @param brokenAt when it was too late
   * @param asOf now
   */
  public SlaBroken broken(
      List<LoggedEvent> events, SlaTarget target, Instant start, Instant brokenAt, Instant asOf) {
    if (policies == null) return new SlaBroken(null, false, SlaSpent.NOTHING);
    Instant second = asOf.truncatedTo(ChronoUnit.SECONDS);
    Story story = Story.of(events, second);
    SlaSpent spent = SlaClocks.spent(story, policies, desk, start, brokenAt);
    return kept(story, second).stream()
        .filter(k -> k.clock().target() == target && k.clock().start().equals(start))
        .findFirst()
        .map(k -> new SlaBroken(k.clock().fulfilledAt(), k.open(), spent))
        .orElse(new SlaBroken(null, false, spent));
  }

  /**
   * The same of a story that was read already, with what is to be done about each.
   *
   * @param asOf in whole seconds, up to which the story was read
   */
  List<KeptClock> kept(Story story, Instant asOf) {
    return policies == null ? List.of() : SlaClocks.kept(story, policies, desk, asOf);
  }
}
