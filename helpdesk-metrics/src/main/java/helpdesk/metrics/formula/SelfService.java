package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What customers find without asking (docs/metrics.md, B.18). Bots and staff are left out. */
public final class SelfService {
  /** Within this a ticket after a visit to the help pages says that the visit did not help. */
  public static final Duration WINDOW = Duration.ofHours(24);

  private SelfService() {}

  /**
   * A visit with at least one article seen.
   *
   * @param tickets when the same visitor opened tickets, before and after
   */
  public record Session(Instant at, Collection<Instant> tickets) {
    private boolean endedInTicket(Duration window) {
      Instant end = at.plus(window);
      return tickets.stream().anyMatch(t -> !t.isBefore(at) && t.isBefore(end));
    }
  }

  /**
   * The share of visits without a ticket in {@code [visit, visit + window)}. An upper bound: nobody
   * knows who would have asked.
   */
  public static Figure deflection(Collection<Session> sessions, Duration window) {
    long deflected = sessions.stream().filter(s -> !s.endedInTicket(window)).count();
    return Figure.share(deflected, sessions.size());
  }

  /** The share of votes that said an article helped, or was easy to find. */
  public static Figure approval(long yes, long no) {
    return Figure.share(yes, yes + no);
  }

  /** How many read the help pages for one who opens a ticket, null if nobody does. */
  public static @Nullable Double score(long visitors, long requesters) {
    return requesters == 0 ? null : (double) visitors / requesters;
  }
}
