package helpdesk.web.ticket;

import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a ticket stands with one thing that was promised.
 *
 * @param open whether somebody still has to act on it, be it now or after a pause
 * @param soon whether it is so far that everybody is warned
 */
public record Promise(SlaClock clock, boolean open, boolean soon) {
  /** The first reply, the newest of the later ones and the solution, as far as they have clocks. */
  static List<Promise> of(TicketView ticket, List<SlaClock> clocks, Instant now) {
    List<Promise> promises = new ArrayList<>();
    boolean asksAgain = clocks.stream().anyMatch(c -> c.target() == SlaTarget.NEXT_RESPONSE);
    boolean waits = ticket.waitingSince() != null && !ticket.status().terminal();
    for (SlaTarget target : SlaTarget.values()) {
      clocks.stream()
          .filter(c -> c.target() == target && c.state() != SlaClock.State.CANCELLED)
          .reduce((before, newest) -> newest)
          .map(c -> new Promise(c, open(c, waits, asksAgain), soon(c, now)))
          .ifPresent(promises::add);
    }
    return promises;
  }

  private static boolean soon(SlaClock clock, Instant now) {
    return clock.warn() != null && !now.isBefore(clock.warn());
  }

  /** A breach is final; whether it is still to be made good is seen from the ticket. */
  private static boolean open(SlaClock clock, boolean waits, boolean asksAgain) {
    return switch (clock.state()) {
      case ACTIVE, PAUSED -> true;
      case MET, CANCELLED -> false;
      case BREACHED ->
          clock.fulfilledAt() == null
              && switch (clock.target()) {
                case FIRST_RESPONSE -> waits && !asksAgain;
                case NEXT_RESPONSE -> waits;
                case RESOLUTION -> true;
              };
    };
  }

  /** Which, as part of a message key. */
  public String target() {
    return clock.target().key();
  }

  /** How it is drawn: ok, soon, over, paused, met, or late for what was kept too late. */
  public String state() {
    return switch (clock.state()) {
      case ACTIVE -> soon ? "soon" : "ok";
      case BREACHED -> open ? "over" : "late";
      case PAUSED -> "paused";
      case MET, CANCELLED -> "met";
    };
  }

  /** Whether there is an instant at which it is too late; none in hours that are never open. */
  public boolean timed() {
    return open && clock.due() != null;
  }

  /** How much of the target is left. */
  public String left() {
    return Times.length(clock.remaining());
  }

  /** How much of the target was used. */
  public String used() {
    return Times.length(clock.used());
  }

  /** The target. */
  public String length() {
    return Times.length(clock.length());
  }

  /** The part of the target that was used, in percent, at most 100. */
  public long percent() {
    return Math.min(100, clock.used().toSeconds() * 100 / clock.length().toSeconds());
  }

  /** The name of the symbol beside the words. */
  public String icon() {
    return switch (state()) {
      case "paused" -> "player-pause";
      case "met" -> "check";
      case "over", "late" -> "alert-circle";
      default -> "clock";
    };
  }
}
