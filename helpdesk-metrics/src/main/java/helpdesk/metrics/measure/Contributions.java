package helpdesk.metrics.measure;

import helpdesk.metrics.timeline.LiveWait;
import helpdesk.metrics.timeline.Queue;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.TicketFacts.Cycle;
import helpdesk.metrics.timeline.TicketFacts.Resolution;
import helpdesk.metrics.timeline.TicketFacts.Response;
import helpdesk.metrics.timeline.TicketFacts.Span;
import helpdesk.metrics.timeline.Trail;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaTarget;
import helpdesk.story.Resolves;
import helpdesk.story.ResponseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the facts of a ticket into what it gives to each measure (docs/metrics.md). It asks no
 * clock: the same events give the same contributions whenever they are computed, and those that are
 * known at an instant are what the facts as of that instant say.
 */
public final class Contributions {
  private static final Duration DAY = Duration.ofDays(1);

  /** What only becomes certain when a limit has passed is known in the second after it. */
  private static final Duration BEYOND = Duration.ofSeconds(1);

  private static final Value NO_VALUE = new Value(null, null);
  private final TicketFacts facts;
  private final Trail trail;
  private final List<Contribution> all = new ArrayList<>();
  private final Map<Measure, Integer> counts = new EnumMap<>(Measure.class);

  private Contributions(TicketFacts facts) {
    this.facts = facts;
    this.trail = facts.trail();
  }

  private record Value(@Nullable Long calendar, @Nullable Long business) {
    static Value of(@Nullable Span span) {
      return span == null ? NO_VALUE : new Value(span.calendar(), span.business());
    }

    static Value of(long number) {
      return new Value(number, null);
    }
  }

  private record Credit(@Nullable Long team, @Nullable Long agent) {
    static Credit of(Trail.Holder holder) {
      return new Credit(holder.team(), holder.agent());
    }

    static Credit of(Resolution resolution) {
      return new Credit(resolution.team(), resolution.assignee());
    }
  }

  /**
   * Everything one ticket gives. A ticket that counts nowhere gives nothing; one that was imported
   * without its events only its stays in the backlog.
   *
   * @param facts as of the ticket's last event or later
   * @param clocks what was promised to it, as of an instant that is no earlier
   */
  public static List<Contribution> of(
      TicketFacts facts, List<SlaClock> clocks, MeasureSettings settings) {
    String excluded = facts.excluded();
    Contributions contributions = new Contributions(facts);
    if (excluded == null) contributions.counted(clocks, settings);
    if (excluded == null || excluded.equals("import")) contributions.stays();
    return contributions.all;
  }

  private void counted(List<SlaClock> clocks, MeasureSettings settings) {
    volume();
    responses();
    firstResponseOutcome(settings.firstResponse(facts.state().channel()));
    queue();
    resolvedWithinDay();
    Resolution first = facts.firstResolution();
    if (first != null) firstResolution(first, clocks);
    Resolution full = facts.fullResolution();
    if (full != null) fullResolution(full);
    for (Trail.Return r : trail.returns()) {
      add(Measure.REOPENED, r.at(), NO_VALUE, null, Credit.of(trail.holderAt(r.resolvedAt())));
    }
    // who escalates is who had it before, though the other team may have it in the same second
    for (Trail.Escalation e : trail.escalations()) {
      Credit credit = Credit.of(trail.holderBefore(e.at()));
      add(Measure.ESCALATED, e.at(), e.at(), NO_VALUE, null, credit, e.kind());
    }
    for (SlaClock clock : clocks) promise(clock);
    liveWaits(settings);
  }

  /** Credited to who has it now. */
  private void volume() {
    Instant created = facts.createdAt();
    if (facts.origin().equals("outbound"))
      add(Measure.OUTBOUND_CREATED, created, NO_VALUE, null, now());
    if (!facts.counted()) return;
    add(Measure.CREATED, created, NO_VALUE, !trail.escalations().isEmpty(), now());
    for (Instant at : trail.messages()) add(Measure.MESSAGE_IN, at, NO_VALUE, null, now());
  }

  private void responses() {
    for (Trail.Answer a : trail.answers()) {
      add(Measure.RESPONSE, a.at(), NO_VALUE, null, new Credit(a.team(), a.agent()));
    }
    Response first = facts.firstResponse();
    if (first != null)
      add(Measure.FIRST_RESPONSE, first.at(), Value.of(first.took()), null, author(first));
    for (Cycle c : facts.nextResponses()) {
      if (c.outcome() != ResponseState.ANSWERED || c.to() == null) continue;
      Credit author = new Credit(c.team(), c.agent());
      add(Measure.NEXT_RESPONSE, c.to(), Value.of(c.took()), null, author);
    }
  }

  /** A late answer is its author's, as a timely one is; a missing one is whoever's ticket it is. */
  private void firstResponseOutcome(Duration target) {
    Instant from = facts.state().responseClockFrom();
    if (from == null) return;
    Instant limit = from.plus(target);
    Response answer = facts.firstResponse();
    if (answer != null && !answer.at().isAfter(limit)) {
      Value took = Value.of(answer.took());
      add(Measure.FIRST_RESPONSE_OUTCOME, answer.at(), took, true, author(answer));
      return;
    }
    Instant cancelled = facts.state().cancelledAt();
    if (cancelled != null && !cancelled.isAfter(limit)) return;
    Value took = Value.of(answer == null ? null : answer.took());
    Credit credit = answer == null ? Credit.of(trail.holderAt(limit)) : author(answer);
    passed(Measure.FIRST_RESPONSE_OUTCOME, limit, took, credit);
  }

  /** A ticket that the house began was in nobody's queue. */
  private void queue() {
    Queue queue = trail.queue();
    if (queue == null || facts.origin().equals("outbound")) return;
    Instant assigned = queue.assignedAt();
    // what an agent took from a bot was taken before it was in the queue
    Instant taken = assigned == null || assigned.isAfter(queue.from()) ? assigned : queue.from();
    if (taken != null)
      add(Measure.QUEUE_FIRST, taken, Value.of(facts.queueFirst()), null, holder(taken));
    Instant left = queue.leftAt();
    if (left != null) add(Measure.QUEUE_TOTAL, left, Value.of(queue.total()), null, holder(left));
    Instant exceeded = queue.exceededAt();
    if (exceeded != null) {
      add(Measure.QUEUE_OUTCOME, exceeded, NO_VALUE, false, holder(exceeded));
    } else if (taken != null && !queue.waiting()) {
      add(Measure.QUEUE_OUTCOME, taken, Value.of(queue.total()), true, holder(taken));
    }
  }

  /**
   * By when they came into the queue. Who gave up at once had dialled wrong, or changed their mind.
   */
  private void liveWaits(MeasureSettings settings) {
    for (LiveWait wait : trail.liveWaits()) {
      Duration took = wait.took();
      if (!wait.answered() && took.compareTo(settings.slip()) < 0) continue;
      Instant from = wait.from();
      Instant to = wait.to();
      Value value = Value.of(took.toSeconds());
      Credit credit =
          wait.answered() ? new Credit(trail.holderAt(to).team(), wait.agent()) : holder(to);
      String kind = wait.kind().name().toLowerCase(Locale.ROOT);
      boolean soon = wait.answered() && took.compareTo(settings.soon(wait.kind())) <= 0;
      add(Measure.LIVE_OFFERED, from, to, value, !wait.answered(), credit, kind);
      add(Measure.LIVE_SOON, from, to, value, soon, credit, kind);
      if (wait.answered()) add(Measure.LIVE_ANSWERED, from, to, value, null, credit, kind);
    }
  }

  private void resolvedWithinDay() {
    if (!facts.counted()) return;
    Instant limit = facts.createdAt().plus(DAY);
    Resolution first = facts.firstResolution();
    Value age = Value.of(first == null ? null : first.took());
    Credit credit = first == null ? holder(limit) : Credit.of(first);
    if (first != null && !first.at().isAfter(limit)) {
      add(Measure.RESOLVED_24H_OUTCOME, first.at(), age, true, credit);
    } else {
      passed(Measure.RESOLVED_24H_OUTCOME, limit, age, credit);
    }
  }

  private void firstResolution(Resolution first, List<SlaClock> clocks) {
    Instant at = first.at();
    Credit credit = Credit.of(first);
    boolean returned = !trail.returns().isEmpty();
    add(Measure.FIRST_RESOLUTION, at, Value.of(first.took()), returned, credit);
    add(Measure.WITHOUT_REPLY, at, NO_VALUE, answersUntil(at) == 0, credit);
    Boolean clean = facts.state().cleanFirstContact();
    Instant known = trail.firstContactKnown();
    if (clean != null && known != null)
      add(Measure.FIRST_CONTACT, at, known, NO_VALUE, clean, credit, null);
    promisesKept(at, clocks, credit);
  }

  /**
   * A promise that runs anew after a reopening is open again: it is broken when it is due, and
   * before that nothing is certain.
   */
  private void promisesKept(Instant at, List<SlaClock> clocks, Credit credit) {
    Instant broken = null;
    boolean runs = false;
    for (SlaClock clock : clocks) {
      Instant miss = missed(clock);
      if (miss != null && (broken == null || miss.isBefore(broken))) broken = miss;
      runs |= clock.state() == SlaClock.State.ACTIVE || clock.state() == SlaClock.State.PAUSED;
    }
    if (broken == null && runs) return;
    Instant passed = broken == null ? at : broken.plus(BEYOND);
    Instant known = passed.isAfter(at) ? passed : at;
    add(Measure.PROMISES_KEPT, at, known, NO_VALUE, broken == null, credit, null);
  }

  private void fullResolution(Resolution full) {
    Instant at = full.at();
    Credit credit = Credit.of(full);
    add(Measure.FULL_RESOLUTION, at, Value.of(full.took()), facts.oneTouch(), credit);
    add(Measure.REPLIES, at, Value.of(answersUntil(at)), null, credit);
    add(Measure.REQUESTER_WAIT, at, Value.of(facts.requesterWait()), null, credit);
    add(Measure.AGENT_WORK, at, Value.of(facts.agentWork()), null, credit);
    add(Measure.CUSTOMER_WAIT, at, Value.of(facts.customerWait()), null, credit);
    add(Measure.ON_HOLD, at, Value.of(facts.onHold()), null, credit);
    Trail.Handling handling = trail.handling();
    if (handling == null) return;
    Instant settled = handling.known();
    Instant known = settled == null || settled.isBefore(at) ? at : settled;
    add(Measure.HANDLE, at, known, Value.of(handling.seconds()), null, credit, null);
  }

  /**
   * What was promised, by the hours of its policy. One that still runs is broken when it is due.
   */
  private void promise(SlaClock clock) {
    Measure measure =
        switch (clock.target()) {
          case FIRST_RESPONSE -> Measure.SLA_FIRST_RESPONSE;
          case NEXT_RESPONSE -> Measure.SLA_NEXT_RESPONSE;
          case RESOLUTION -> Measure.SLA_RESOLUTION;
        };
    Instant missed = missed(clock);
    Instant kept = clock.state() == SlaClock.State.MET ? clock.fulfilledAt() : null;
    Instant at = missed == null ? kept : missed;
    if (at == null) return;
    // a clock that runs has not used its target yet; one that is broken never used less
    boolean running = missed != null && clock.used().compareTo(clock.length()) < 0;
    Duration used = running ? clock.length() : clock.used();
    long took = at.getEpochSecond() - clock.start().getEpochSecond();
    Instant known = missed == null ? at : at.plus(BEYOND);
    Value value = new Value(took, used.toSeconds());
    add(measure, at, known, value, missed == null, promised(clock, at), clock.policy());
  }

  /** When it was, or without any further event will be, too late; null where it never is. */
  private static @Nullable Instant missed(SlaClock clock) {
    return switch (clock.state()) {
      case BREACHED -> clock.breachedAt();
      case ACTIVE -> clock.due();
      case PAUSED, MET, CANCELLED -> null;
    };
  }

  /** A kept answer is its author's; everything else is who had the ticket then. */
  private Credit promised(SlaClock clock, Instant at) {
    boolean answer = clock.state() == SlaClock.State.MET && clock.target() != SlaTarget.RESOLUTION;
    if (!answer) return holder(at);
    return trail.answers().stream()
        .filter(a -> a.at().equals(at))
        .findFirst()
        .map(a -> new Credit(a.team(), a.agent()))
        .orElseGet(() -> holder(at));
  }

  /** Credited to who has it now. */
  private void stays() {
    for (Resolves.Open stay : facts.state().open()) {
      if (stay.from().equals(stay.to())) continue;
      Value age = Value.of(stay.from().getEpochSecond() - facts.createdAt().getEpochSecond());
      add(Measure.STAY, stay.from(), stay.from(), stay.to(), age, null, now(), null);
      if (stay.to() != null) add(Measure.STAY_OVER, stay.to(), NO_VALUE, null, now());
    }
  }

  private long answersUntil(Instant at) {
    return trail.answers().stream().filter(a -> !a.at().isAfter(at)).count();
  }

  private Credit now() {
    return new Credit(facts.state().team(), facts.state().assignee());
  }

  private Credit holder(Instant at) {
    return Credit.of(trail.holderAt(at));
  }

  private static Credit author(Response response) {
    return new Credit(response.team(), response.agent());
  }

  /** A limit that passed: a miss of the limit's day, and no miss before the second after it. */
  private void passed(Measure measure, Instant limit, Value value, Credit credit) {
    add(measure, limit, limit.plus(BEYOND), value, false, credit, null);
  }

  private void add(Measure measure, Instant at, Value value, @Nullable Boolean hit, Credit credit) {
    add(measure, at, at, value, hit, credit, null);
  }

  private void add(
      Measure measure,
      Instant at,
      Instant known,
      Value value,
      @Nullable Boolean hit,
      Credit credit,
      @Nullable String detail) {
    add(measure, at, known, null, value, hit, credit, detail);
  }

  private void add(
      Measure measure,
      Instant at,
      Instant known,
      @Nullable Instant until,
      Value value,
      @Nullable Boolean hit,
      Credit credit,
      @Nullable String detail) {
    int n = counts.merge(measure, 1, Integer::sum) - 1;
    all.add(
        new Contribution(
            measure,
            n,
            at,
            known,
            until,
            value.calendar,
            value.business,
            hit,
            facts.state().channel(),
            facts.state().priority(),
            credit.team,
            credit.agent,
            detail));
  }
}
