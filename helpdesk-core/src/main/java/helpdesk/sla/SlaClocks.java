package helpdesk.sla;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.sla.SlaClock.State;
import helpdesk.story.Resolves;
import helpdesk.story.ResponseState;
import helpdesk.story.Responses;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the events of a ticket how it stands with what was promised. The same events give the
 * same clocks whoever asks, in whatever order they come and however often it was asked before, so a
 * scheduler that stood still changes no number (docs/metrics.md, D).
 */
public final class SlaClocks {
  /** So long before it is due, by the clock on the wall, everybody is warned at the latest. */
  static final Duration SHORTLY = Duration.ofMinutes(15);

  /** How the life of a clock ended. */
  private enum End {
    FULFILLED,
    CANCELLED,
    OPEN
  }

  private final Instant asOf;
  private final Story story;
  private final Responses responses;
  private final Resolves resolves;
  private final Terms terms;
  private final boolean closed;

  private SlaClocks(
      Story story, SlaPolicies policies, @Nullable Calendar ticketCalendar, Instant asOf) {
    this.asOf = asOf;
    this.story = story;
    States states = new States(story);
    responses = new Responses(story, states);
    resolves = new Resolves(story);
    terms = new Terms(states, policies, ticketCalendar);
    closed = states.last().status().equals("closed");
  }

  /**
   * Every clock the ticket has or had: the first answer, the later waits in their order, the
   * resolution. What was never promised has no clock, and a ticket that counts nowhere (A.4) has
   * none at all.
   *
   * @param events all events of one ticket, in any order; those after {@code asOf} do not exist
   * @param ticketCalendar by which a clock goes on while no policy holds; null is day and night
   * @param asOf now; the second that is running has begun and no more
   * @throws IllegalArgumentException if the ticket did not exist yet
   */
  public static List<SlaClock> of(
      List<LoggedEvent> events,
      SlaPolicies policies,
      @Nullable Calendar ticketCalendar,
      Instant asOf) {
    Instant second = asOf.truncatedTo(ChronoUnit.SECONDS);
    Story story = Story.of(events, second);
    return kept(story, policies, ticketCalendar, second).stream().map(KeptClock::clock).toList();
  }

  /**
   * The same of a story that was read already, with what is to be done about each.
   *
   * @param asOf in whole seconds, up to which the story was read
   */
  static List<KeptClock> kept(
      Story story, SlaPolicies policies, @Nullable Calendar ticketCalendar, Instant asOf) {
    if (story.excluded() != null) return List.of();
    return new SlaClocks(story, policies, ticketCalendar, asOf).all();
  }

  /**
   * Where the time of a promise went.
   *
   * @param from when its clock began
   * @param to when it was broken
   */
  static SlaSpent spent(
      Story story,
      SlaPolicies policies,
      @Nullable Calendar ticketCalendar,
      Instant from,
      Instant to) {
    Terms terms = new Terms(new States(story), policies, ticketCalendar);
    List<Instant> cuts = terms.cuts(from, to);
    SlaSpent spent = SlaSpent.NOTHING;
    for (int i = 0; i + 1 < cuts.size(); i++) {
      Terms.Term term = terms.at(cuts.get(i));
      Duration time = BusinessTime.between(term.calendar(), cuts.get(i), cuts.get(i + 1));
      spent = spent.plus(term.ticket().status(), term.ticket().assignee() != null, time);
    }
    return spent;
  }

  private List<KeptClock> all() {
    List<KeptClock> clocks = new ArrayList<>();
    add(clocks, firstResponse());
    int cycle = 0;
    for (Responses.Wait wait : responses.waits()) {
      Instant to = wait.to() == null ? asOf : wait.to();
      add(clocks, run(SlaTarget.NEXT_RESPONSE, ++cycle, wait.from(), to, end(wait.outcome())));
    }
    Instant resolved = resolves.standing();
    add(
        clocks,
        resolved == null
            ? run(SlaTarget.RESOLUTION, 0, story.createdAt(), asOf, End.OPEN)
            : run(SlaTarget.RESOLUTION, 0, story.createdAt(), resolved, End.FULFILLED));
    return clocks;
  }

  private static void add(List<KeptClock> clocks, @Nullable KeptClock clock) {
    if (clock != null) clocks.add(clock);
  }

  /** None where the house began, where only a bot was asked, or an agent was there before it. */
  private @Nullable KeptClock firstResponse() {
    Instant from = responses.clockFrom();
    Instant at = responses.firstAt();
    if (from == null || at != null && at.isBefore(from)) return null;
    return run(SlaTarget.FIRST_RESPONSE, 0, from, at == null ? asOf : at, end(responses.first()));
  }

  private static End end(ResponseState state) {
    return switch (state) {
      case ANSWERED -> End.FULFILLED;
      case CANCELLED -> End.CANCELLED;
      case WAITING, BOT, NOT_APPLICABLE -> End.OPEN;
    };
  }

  private @Nullable KeptClock run(SlaTarget target, int cycle, Instant start, Instant to, End end) {
    Run run = new Run(target);
    List<Instant> cuts = terms.cuts(start, to);
    // a clock that ends in the second in which it began has a target, and used nothing of it
    if (cuts.size() == 1) run.aim(terms.at(start), start);
    for (int i = 0; i + 1 < cuts.size() && run.breached == null; i++) {
      run.pass(terms.at(cuts.get(i)), cuts.get(i), cuts.get(i + 1));
    }
    State state = run.breached != null ? State.BREACHED : ended(run, to, end);
    if (run.length == null || run.policy == null) return null;
    SlaClock clock =
        new SlaClock(
            target,
            cycle,
            run.policy,
            start,
            run.length,
            run.used,
            state,
            run.due,
            run.due == null ? null : run.warning,
            end == End.FULFILLED ? to : null,
            run.breached,
            state == State.MET && target == SlaTarget.RESOLUTION && !closed);
    return new KeptClock(clock, end == End.OPEN && state != State.CANCELLED);
  }

  /** What became of a clock that was not breached; one that is open is aimed at what holds now. */
  private State ended(Run run, Instant at, End end) {
    if (end == End.FULFILLED) return State.MET;
    Terms.Term now = terms.at(at);
    State state =
        end == End.CANCELLED || now.target(run.target) == null
            ? State.CANCELLED
            : now.runs(run.target) ? State.ACTIVE : State.PAUSED;
    if (state == State.ACTIVE) run.aim(now, at);
    else run.due = null;
    return state;
  }

  /** A clock on its way from one change of its ticket to the next. */
  private static final class Run {
    final SlaTarget target;
    Duration used = Duration.ZERO;
    @Nullable Duration length;
    @Nullable String policy;
    @Nullable Instant due;
    @Nullable Instant breached;

    /** When to warn, from what holds now. */
    @Nullable Instant warning;

    /** Whether that instant has passed: then it stays, whatever holds later. */
    boolean warned;

    Run(SlaTarget target) {
      this.target = target;
    }

    /** Lets {@code [from, to)} pass, in which the same holds. */
    void pass(Terms.Term term, Instant from, Instant to) {
      if (!term.runs(target)) {
        due = null;
        return;
      }
      aim(term, from);
      if (due != null && due.isBefore(to)) breached = due;
      warned |= warning != null && warning.isBefore(to);
      Instant until = breached == null ? to : breached;
      used = used.plus(BusinessTime.between(term.calendar(), from, until));
    }

    /** Takes the target that holds from an instant on; one that is used up is due at once. */
    void aim(Terms.Term term, Instant from) {
      Duration goal = term.target(target);
      due = null;
      if (goal == null || term.policy() == null) return;
      length = goal;
      policy = term.policy().name();
      due = BusinessTime.add(term.calendar(), from, goal.minus(used)).orElse(null);
      if (!warned) warning = due == null ? null : warning(term, from, goal, due);
    }

    /** With three quarters used, or shortly before it is due; not before the change that asks. */
    private Instant warning(Terms.Term term, Instant from, Duration goal, Instant due) {
      Duration early = goal.multipliedBy(3).dividedBy(4).minus(used);
      Instant spent = BusinessTime.add(term.calendar(), from, early).orElse(due);
      Instant shortly = due.minus(SHORTLY);
      Instant first = shortly.isBefore(spent) ? shortly : spent;
      return first.isBefore(from) ? from : first;
    }
  }
}
