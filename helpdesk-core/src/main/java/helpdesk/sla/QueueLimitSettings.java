package helpdesk.sla;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Priority;
import helpdesk.workspace.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long a ticket may lie without anybody, by team and priority, in the desk's hours: an hour
 * where nobody said otherwise. A change holds from now on.
 */
@Service
@Transactional
public class QueueLimitSettings {
  private final QueueLimitRows rows;
  private final Audit audit;
  private final Clock clock;

  QueueLimitSettings(QueueLimitRows rows, Audit audit, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The limits that a team has of its own; what is missing is that of all teams.
   *
   * @param team null for those of all teams, of which none is missing
   * @return empty for no limit
   */
  @Transactional(readOnly = true)
  public Map<Priority, Optional<Duration>> of(@Nullable TeamId team) {
    Map<Priority, Optional<Duration>> found = new EnumMap<>(Priority.class);
    Map<QueueLimits.Key, Optional<Duration>> lengths = newest(rows.all().editions());
    for (Priority priority : Priority.values()) {
      Optional<Duration> length = lengths.get(new QueueLimits.Key(team, priority));
      if (length != null) found.put(priority, length);
      else if (team == null) found.put(priority, QueueLimits.USUAL);
    }
    return found;
  }

  /** All limits that ever held, to ask them about many tickets: one statement. */
  @Transactional(readOnly = true)
  public QueueLimits limits() {
    return rows.all();
  }

  /**
   * Sets the limits of a team, or of all teams that have none of their own.
   *
   * @param lengths in whole minutes; empty for no limit; what is missing is that of all teams, or
   *     an hour for all teams
   * @throws DomainException (invalid) if a length is none of whole minutes up to {@link
   *     SlaWording#LONGEST_TARGET}
   */
  public void set(@Nullable TeamId team, Map<Priority, Optional<Duration>> lengths, AgentId by) {
    lengths.values().forEach(length -> length.ifPresent(QueueLimitSettings::check));
    rows.lock();
    List<QueueLimits.Edition> before = rows.all().editions();
    Map<QueueLimits.Key, Optional<Duration>> now = new HashMap<>(newest(before));
    Map<QueueLimits.Key, Optional<Duration>> old = Map.copyOf(now);
    for (Priority priority : Priority.values()) {
      QueueLimits.Key key = new QueueLimits.Key(team, priority);
      Optional<Duration> length = lengths.get(priority);
      if (length != null) now.put(key, length);
      else if (team == null) now.put(key, QueueLimits.USUAL);
      else now.remove(key);
    }
    if (now.equals(old)) return;
    for (Priority priority : Priority.values())
      now.putIfAbsent(new QueueLimits.Key(null, priority), QueueLimits.USUAL);
    rows.insert(new QueueLimits.Edition(start(before), now));
    audit.record(
        by.toString(),
        "queue-limit.changed",
        team == null ? Map.of() : Map.of("team", team.value()));
  }

  private static Map<QueueLimits.Key, Optional<Duration>> newest(List<QueueLimits.Edition> all) {
    return all.isEmpty() ? Map.of() : all.get(all.size() - 1).lengths();
  }

  private static void check(Duration length) {
    boolean whole = length.equals(Duration.ofMinutes(length.toMinutes()));
    if (!whole || length.toMinutes() < 1 || length.compareTo(SlaWording.LONGEST_TARGET) > 0)
      throw new DomainException(
          DomainException.Kind.INVALID, "A limit takes whole minutes, at least one.");
  }

  /** This second, or the first that is free after it. */
  private Instant start(List<QueueLimits.Edition> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (before.isEmpty()) return now;
    Instant last = before.get(before.size() - 1).validFrom();
    return last.isBefore(now) ? now : last.plusSeconds(1);
  }
}
