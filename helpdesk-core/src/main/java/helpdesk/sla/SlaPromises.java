package helpdesk.sla;

import helpdesk.calendar.Calendar;
import helpdesk.story.Story;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
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
   * The same of a story that was read already, with what is to be done about each.
   *
   * @param asOf in whole seconds, up to which the story was read
   */
  List<KeptClock> kept(Story story, Instant asOf) {
    return policies == null ? List.of() : SlaClocks.kept(story, policies, desk, asOf);
  }
}
