package helpdesk.web.inbox;

import helpdesk.ticket.QueueCounts;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.Status;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists that every desk has. */
public enum View {
  LIVE("inbox", Status.LIVE),
  MINE("circle-half-2", Status.LIVE),
  UNASSIGNED("circle-dot", Status.LIVE),
  PENDING("hourglass", EnumSet.of(Status.PENDING)),
  SOLVED("circle-check", EnumSet.of(Status.RESOLVED, Status.CLOSED)),
  SPAM("flag", Set.of()),
  TRASH("trash", Set.of()),
  ALL("search", Set.of());

  private final String icon;
  private final Set<Status> statuses;

  View(String icon, Set<Status> statuses) {
    this.icon = icon;
    this.statuses = Set.copyOf(statuses);
  }

  /** The word in addresses. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The symbol beside its name. */
  public String icon() {
    return icon;
  }

  /** What it shows, none for every status. */
  Set<Status> statuses() {
    return statuses;
  }

  /** Where its tickets lie. */
  QueueFilter.Folder folder() {
    return switch (this) {
      case SPAM -> QueueFilter.Folder.SPAM;
      case TRASH -> QueueFilter.Folder.TRASH;
      default -> QueueFilter.Folder.DESK;
    };
  }

  /** How many tickets are behind it, null where nobody counts. */
  public @Nullable Long count(QueueCounts counts) {
    return switch (this) {
      case LIVE -> counts.live();
      case MINE -> counts.mine();
      case UNASSIGNED -> counts.unassigned();
      case PENDING -> counts.waiting();
      case SPAM -> counts.spam();
      case SOLVED, TRASH, ALL -> null;
    };
  }
}
