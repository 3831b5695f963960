package helpdesk.sla;

import helpdesk.agent.TeamId;
import helpdesk.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long a ticket may lie without anybody, and may have done so before.
 *
 * @param editions every decision, the oldest first
 */
public record QueueLimits(List<Edition> editions) {
  /** Where nothing else was decided. */
  public static final Optional<Duration> USUAL = Optional.of(Duration.ofHours(1));

  /** An hour for all, at all times. */
  public static final QueueLimits UNDECIDED = new QueueLimits(List.of());

  /** Copies the list. */
  public QueueLimits {
    editions = List.copyOf(editions);
  }

  /** For what a limit is; a team of null is every team that has none of its own, and no team. */
  public record Key(@Nullable TeamId team, Priority priority) {}

  /**
   * The limits from an instant on.
   *
   * @param lengths an empty one is no limit, a missing one is that of every team
   */
  public record Edition(Instant validFrom, Map<Key, Optional<Duration>> lengths) {
    /** Copies the map. */
    public Edition {
      lengths = Map.copyOf(lengths);
    }

    Optional<Duration> of(@Nullable TeamId team, Priority priority) {
      Optional<Duration> own = team == null ? null : lengths.get(new Key(team, priority));
      return own != null ? own : lengths.getOrDefault(new Key(null, priority), USUAL);
    }
  }

  /** How long such a ticket may lie at that instant; empty for ever. */
  public Optional<Duration> at(Instant instant, @Nullable TeamId team, Priority priority) {
    Optional<Duration> found = USUAL;
    for (Edition edition : editions) {
      if (edition.validFrom.isAfter(instant)) break;
      found = edition.of(team, priority);
    }
    return found;
  }

  /** The span's beginning, every change of the limits within it, and its end. */
  public List<Instant> cuts(Instant from, Instant to) {
    NavigableSet<Instant> cuts = new TreeSet<>(List.of(from, to));
    editions.stream()
        .map(Edition::validFrom)
        .filter(at -> at.isAfter(from) && at.isBefore(to))
        .forEach(cuts::add);
    return List.copyOf(cuts);
  }
}
