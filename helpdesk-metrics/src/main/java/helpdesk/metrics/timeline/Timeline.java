package helpdesk.metrics.timeline;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.metrics.timeline.TicketFacts.Cycle;
import helpdesk.metrics.timeline.TicketFacts.Resolution;
import helpdesk.metrics.timeline.TicketFacts.Response;
import helpdesk.metrics.timeline.TicketFacts.Span;
import helpdesk.metrics.timeline.TicketFacts.Standing;
import helpdesk.story.Resolves;
import helpdesk.story.ResponseState;
import helpdesk.story.Responses;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one function from a ticket's events to its facts. It knows no database and no clock: the same
 * events give the same facts whoever asks, and facts can always be computed anew (docs/metrics.md).
 */
public final class Timeline {
  private static final long DAY = 86_400;
  private static final Set<String> AGENT_WORK = Set.of("new", "open");
  private static final Set<String> REQUESTER_WAIT = Set.of("new", "open", "on_hold");
  private final Story story;
  private final @Nullable Calendar calendar;
  private final Instant asOf;
  private final Settings settings;
  private final States states;
  private final Resolves resolves;
  private final Responses responses;

  private Timeline(Story story, @Nullable Calendar calendar, Instant asOf, Settings settings) {
    this.story = story;
    this.calendar = calendar;
    this.asOf = asOf;
    this.settings = settings;
    this.states = new States(story);
    this.resolves = new Resolves(story);
    this.responses = new Responses(story, states);
  }

  /**
   * @param events all events of one ticket, in any order; those after {@code asOf} do not exist
   * @param calendar its business clock, null for one that never stops
   * @throws IllegalArgumentException if the ticket did not exist yet
   */
  public static TicketFacts of(
      List<LoggedEvent> events, @Nullable Calendar calendar, Instant asOf, Settings settings) {
    return new Timeline(Story.of(events, asOf), calendar, asOf, settings).facts();
  }

  private TicketFacts facts() {
    String origin = story.beginning().origin();
    Instant first = resolves.first();
    Instant full = resolves.standing();
    FirstContact contact =
        FirstContact.of(story, first, resolves.reopens(), asOf, settings.firstContactWindow());
    return new TicketFacts(
        story.createdAt(),
        origin,
        story.excluded(),
        responses.first(),
        firstResponse(),
        nextResponses(),
        responses.waitingSince(),
        inStatus(REQUESTER_WAIT),
        inStatus(AGENT_WORK),
        inStatus(Set.of("pending")),
        inStatus(Set.of("on_hold")),
        queueFirst(),
        queueTotal(),
        HandleTime.of(story, asOf, settings.workCap()),
        first == null ? null : resolution(first),
        full == null ? null : resolution(full),
        resolves.reopens().size(),
        responses.replies(),
        within24h(origin, first),
        oneTouch(origin, full != null),
        contact.verdict(),
        contact.mature(),
        (int) story.lines().stream().filter(Timeline::escalation).count(),
        standing(contact),
        Trail.of(story, states, resolves, calendar, settings));
  }

  private Standing standing(FirstContact contact) {
    States.State now = states.last();
    boolean cancelled = responses.first() == ResponseState.CANCELLED;
    return new Standing(
        now.status(),
        now.priority(),
        story.beginning().channel(),
        now.assignee(),
        now.team(),
        responses.clockFrom(),
        cancelled ? responses.firstAt() : null,
        List.copyOf(resolves.open()),
        contact.clean());
  }

  private @Nullable Response firstResponse() {
    Instant from = responses.clockFrom();
    Instant at = responses.firstAt();
    if (responses.first() != ResponseState.ANSWERED || from == null || at == null) return null;
    return new Response(from, at, span(from, at), responses.firstAgent(), states.at(at).team());
  }

  private List<Cycle> nextResponses() {
    return responses.waits().stream().map(this::cycle).toList();
  }

  private Cycle cycle(Responses.Wait wait) {
    Instant to = wait.to();
    boolean answered = wait.outcome() == ResponseState.ANSWERED;
    return new Cycle(
        wait.from(),
        to,
        wait.outcome(),
        to == null || !answered ? null : span(wait.from(), to),
        wait.agent(),
        to == null ? null : states.at(to).team());
  }

  private Resolution resolution(Instant at) {
    States.State then = states.at(at);
    return new Resolution(at, span(story.createdAt(), at), then.assignee(), then.team());
  }

  private Span inStatus(Set<String> statuses) {
    return timeIn(story.createdAt(), s -> statuses.contains(s.status()));
  }

  /** How long, after an instant, it stood as asked. */
  private Span timeIn(Instant after, Predicate<States.State> asked) {
    long calendarTime = 0;
    long business = 0;
    for (States.Stay stay : states.until(asOf)) {
      Instant from = stay.from().isBefore(after) ? after : stay.from();
      if (!asked.test(stay.state()) || !from.isBefore(stay.to())) continue;
      Span span = span(from, stay.to());
      calendarTime += span.calendar();
      business += span.business();
    }
    return new Span(calendarTime, business);
  }

  private @Nullable Span queueFirst() {
    Instant from = Responses.humanFrom(story);
    Instant to = states.firstAssigned();
    return from == null || to == null ? null : span(from, to);
  }

  private @Nullable Span queueTotal() {
    Instant from = Responses.humanFrom(story);
    if (from == null) return null;
    return timeIn(from, Queue::holds);
  }

  private @Nullable Boolean within24h(String origin, @Nullable Instant firstResolve) {
    if (!TicketFacts.isDemand(origin)) return null;
    long created = story.createdAt().getEpochSecond();
    if (firstResolve != null) return firstResolve.getEpochSecond() - created <= DAY;
    return asOf.getEpochSecond() - created > DAY ? Boolean.FALSE : null;
  }

  private @Nullable Boolean oneTouch(String origin, boolean resolved) {
    int touches = responses.replies() + (origin.equals("on_behalf") ? 1 : 0);
    if (!resolved || !TicketFacts.isDemand(origin) || touches == 0) return null;
    return touches == 1 && resolves.reopens().isEmpty();
  }

  private static boolean escalation(Story.Line line) {
    return line.event() instanceof TicketEvent.Escalated;
  }

  /** By both clocks; an end before the start gives 0. */
  private Span span(Instant from, Instant to) {
    long a = from.getEpochSecond();
    long b = to.getEpochSecond();
    return new Span(Math.max(0, b - a), BusinessTime.seconds(calendar, a, b));
  }
}
