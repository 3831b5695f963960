package helpdesk.sla;

import helpdesk.agent.AgentId;
import helpdesk.calendar.Calendar;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.Audit;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The policies that are kept, and what they mean for a ticket. A change makes an edition that is in
 * force from now on; what was promised before stays as it was. A desk begins without any, so that
 * nothing is promised that nobody decided.
 */
@Service
@Transactional
public class SlaSettings {
  private static final int MOST = 50;
  private final SlaEditions editions;
  private final Calendars calendars;
  private final Audit audit;
  private final Clock clock;

  SlaSettings(SlaEditions editions, Calendars calendars, Audit audit, Clock clock) {
    this.editions = editions;
    this.calendars = calendars;
    this.audit = audit;
    this.clock = clock;
  }

  /** The policies as they are now, those that are switched off too, in the order they are tried. */
  @Transactional(readOnly = true)
  public List<KeptPolicy> all() {
    return newest();
  }

  /**
   * One of them.
   *
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public KeptPolicy byId(SlaPolicyId id) {
    return newest().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow(this::unknown);
  }

  /**
   * Adds a policy behind the others.
   *
   * @throws DomainException (conflict) if another has its name, (invalid) if there are too many
   */
  public SlaPolicyId add(SlaWording wording, AgentId by) {
    SlaPolicyId id = editions.nextId();
    edit(
        "sla.added",
        id,
        by,
        policies -> {
          if (policies.size() >= MOST)
            throw new DomainException(
                DomainException.Kind.INVALID, "There are as many policies as there can be.");
          policies.add(new KeptPolicy(id, true, wording));
        });
    return id;
  }

  /**
   * Words a policy anew.
   *
   * @throws DomainException (not found) if there is none, (conflict) if another has its name
   */
  public void change(SlaPolicyId id, SlaWording wording, AgentId by) {
    edit(
        "sla.changed",
        id,
        by,
        policies -> {
          int at = place(policies, id);
          policies.set(at, policies.get(at).reading(wording));
        });
  }

  /**
   * Lets a policy be tried one place earlier or later; at the end of the list nothing happens.
   *
   * @throws DomainException (not found) if there is none
   */
  public void move(SlaPolicyId id, boolean earlier, AgentId by) {
    edit(
        "sla.moved",
        id,
        by,
        policies -> {
          int at = place(policies, id);
          int to = at + (earlier ? -1 : 1);
          if (to >= 0 && to < policies.size()) Collections.swap(policies, at, to);
        });
  }

  /**
   * Switches a policy on or off.
   *
   * @throws DomainException (not found) if there is none
   */
  public void activate(SlaPolicyId id, boolean on, AgentId by) {
    edit(
        on ? "sla.switched-on" : "sla.switched-off",
        id,
        by,
        policies -> {
          int at = place(policies, id);
          policies.set(at, policies.get(at).switched(on));
        });
  }

  /**
   * How a ticket stands with what was promised to it, now. Nothing where no policy fits.
   *
   * @param events all events of the ticket
   */
  @Transactional(readOnly = true)
  public List<SlaClock> clocks(List<LoggedEvent> events) {
    return events.isEmpty() ? List.of() : promises().clocks(events, now(events));
  }

  /**
   * All that was ever promised, to ask it about many tickets: a statement for the policies and one
   * for each calendar, however many tickets there are.
   */
  @Transactional(readOnly = true)
  public SlaPromises promises() {
    List<SlaEditions.Edition> kept = editions.all();
    if (kept.isEmpty()) return SlaPromises.NONE;
    Map<SlaHours, Calendar> hours = new HashMap<>();
    List<SlaPolicies.Edition> policies = new ArrayList<>();
    policies.add(new SlaPolicies.Edition(null, List.of()));
    for (SlaEditions.Edition edition : kept) {
      policies.add(new SlaPolicies.Edition(edition.validFrom(), inForce(edition, hours)));
    }
    return new SlaPromises(SlaPolicies.ofEditions(policies), calendar(SlaHours.DESK, hours));
  }

  /**
   * The clocks that a new ticket would begin with, were the policy the only one and the ticket one
   * that it is for but for its priority.
   *
   * @param arrival when the ticket comes in
   */
  @Transactional(readOnly = true)
  public List<SlaClock> forecast(SlaWording wording, Priority priority, Instant arrival) {
    Instant second = arrival.truncatedTo(ChronoUnit.SECONDS);
    SlaConditions when =
        new SlaConditions(wording.when().priorities(), Set.of(), Set.of(), Set.of(), Set.of());
    SlaPolicy policy =
        new SlaPolicy(
            wording.name(),
            1,
            when,
            calendar(wording.hours(), new HashMap<>()),
            wording.pausedIn(),
            wording.targets());
    TicketEvent creation =
        new TicketEvent.TicketCreated(
            "inbound", "email", priority.key(), "new", null, null, List.of(), false);
    LoggedEvent event =
        new LoggedEvent(0, new TicketId(0), 0, Actor.SYSTEM, second, second, creation);
    return SlaClocks.of(List.of(event), SlaPolicies.of(List.of(policy)), null, second);
  }

  private void edit(String deed, SlaPolicyId id, AgentId by, Consumer<List<KeptPolicy>> change) {
    editions.lock();
    List<SlaEditions.Edition> before = editions.all();
    List<KeptPolicy> old = newest(before);
    List<KeptPolicy> policies = new ArrayList<>(old);
    change.accept(policies);
    if (policies.equals(old)) return;
    refuseSameNames(policies);
    editions.insert(start(before), policies, by);
    audit.record(by.toString(), deed, Map.of("policy", id.value()));
  }

  /** This second, which is the smallest the engine knows, or the first that is free after it. */
  private Instant start(List<SlaEditions.Edition> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (before.isEmpty()) return now;
    Instant last = before.get(before.size() - 1).validFrom();
    return last.isBefore(now) ? now : last.plusSeconds(1);
  }

  private static void refuseSameNames(List<KeptPolicy> policies) {
    long names =
        policies.stream().map(p -> p.wording().name().toLowerCase(Locale.ROOT)).distinct().count();
    if (names < policies.size())
      throw new DomainException(
          DomainException.Kind.CONFLICT, "There is already a policy of that name.");
  }

  private List<KeptPolicy> newest() {
    return newest(editions.all());
  }

  private static List<KeptPolicy> newest(List<SlaEditions.Edition> editions) {
    return editions.isEmpty() ? List.of() : editions.get(editions.size() - 1).policies();
  }

  private List<SlaPolicy> inForce(SlaEditions.Edition edition, Map<SlaHours, Calendar> hours) {
    List<SlaPolicy> policies = new ArrayList<>();
    for (KeptPolicy kept : edition.policies()) {
      if (!kept.active()) continue;
      Calendar calendar = calendar(kept.wording().hours(), hours);
      policies.add(kept.wording().policy(policies.size() + 1, calendar));
    }
    return policies;
  }

  private @Nullable Calendar calendar(SlaHours wanted, Map<SlaHours, Calendar> read) {
    if (wanted.dayAndNight()) return null;
    CalendarId id = wanted.calendar();
    return read.computeIfAbsent(wanted, hours -> calendars.byId(id));
  }

  /** What is in the log has happened, also where another node's clock is ahead of ours. */
  private Instant now(List<LoggedEvent> events) {
    Instant last =
        events.stream().map(LoggedEvent::occurredAt).max(Instant::compareTo).orElseThrow();
    Instant now = clock.instant();
    return last.isAfter(now) ? last : now;
  }

  private int place(List<KeptPolicy> policies, SlaPolicyId id) {
    for (int i = 0; i < policies.size(); i++) {
      if (policies.get(i).id().equals(id)) return i;
    }
    throw unknown();
  }

  private DomainException unknown() {
    return new DomainException(DomainException.Kind.NOT_FOUND, "There is no such policy.");
  }
}
