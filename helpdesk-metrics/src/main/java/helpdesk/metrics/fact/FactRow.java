package helpdesk.metrics.fact;

import helpdesk.metrics.timeline.Settings;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.TicketFacts.Resolution;
import helpdesk.metrics.timeline.TicketFacts.Response;
import helpdesk.metrics.timeline.TicketFacts.Standing;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.story.Resolves;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ticket_fact}: its components, in snake_case, are the columns. Only what holds
 * whatever the hour is kept, so the facts are taken as of the ticket's last event.
 */
record FactRow(
    long ticketId,
    int lastSeq,
    @Nullable String excludedFor,
    boolean counted,
    String origin,
    String channel,
    String priority,
    String status,
    boolean terminal,
    @Nullable Long teamId,
    @Nullable Long assigneeId,
    Instant createdAt,
    String responseState,
    @Nullable Instant responseFrom,
    @Nullable Instant responseAt,
    @Nullable Instant responseCancelledAt,
    @Nullable Long responseCalendar,
    @Nullable Long responseBusiness,
    @Nullable Long responseAgentId,
    @Nullable Long responseTeamId,
    @Nullable Instant waitingSince,
    @Nullable Instant firstResolvedAt,
    @Nullable Long firstResolutionCalendar,
    @Nullable Long firstResolutionBusiness,
    @Nullable Long firstResolvedAgentId,
    @Nullable Long firstResolvedTeamId,
    @Nullable Instant fullResolvedAt,
    @Nullable Long fullResolutionCalendar,
    @Nullable Long fullResolutionBusiness,
    @Nullable Long fullResolvedAgentId,
    @Nullable Long fullResolvedTeamId,
    String openDuring,
    int reopens,
    int replies,
    int escalations,
    @Nullable Boolean oneTouch,
    @Nullable Boolean firstContact) {

  /** Folds the whole story of one ticket. */
  static FactRow of(List<LoggedEvent> events) {
    Instant last =
        events.stream().map(LoggedEvent::occurredAt).max(Comparator.naturalOrder()).orElseThrow();
    int seq = events.stream().mapToInt(LoggedEvent::seq).max().orElseThrow();
    // no working hours are configured yet, so the business clock never stops
    TicketFacts facts = Timeline.of(events, null, last, Settings.DEFAULT);
    return of(events.get(0).ticket().value(), seq, facts);
  }

  private static FactRow of(long ticket, int seq, TicketFacts facts) {
    Standing state = facts.state();
    Response response = facts.firstResponse();
    Resolution first = facts.firstResolution();
    Resolution full = facts.fullResolution();
    return new FactRow(
        ticket,
        seq,
        facts.excluded(),
        facts.counted(),
        facts.origin(),
        state.channel(),
        state.priority(),
        state.status(),
        state.terminal(),
        state.team(),
        state.assignee(),
        facts.createdAt(),
        facts.firstResponseState().key(),
        state.responseClockFrom(),
        response == null ? null : response.at(),
        state.cancelledAt(),
        response == null ? null : response.took().calendar(),
        response == null ? null : response.took().business(),
        response == null ? null : response.agent(),
        response == null ? null : response.team(),
        facts.waitingSince(),
        first == null ? null : first.at(),
        first == null ? null : first.took().calendar(),
        first == null ? null : first.took().business(),
        first == null ? null : first.assignee(),
        first == null ? null : first.team(),
        full == null ? null : full.at(),
        full == null ? null : full.took().calendar(),
        full == null ? null : full.took().business(),
        full == null ? null : full.assignee(),
        full == null ? null : full.team(),
        ranges(state.open()),
        facts.reopens(),
        facts.agentReplies(),
        facts.escalations(),
        facts.oneTouch(),
        state.cleanFirstContact());
  }

  private static String ranges(List<Resolves.Open> stays) {
    return stays.stream()
        .map(stay -> "[" + stay.from() + "," + (stay.to() == null ? "" : stay.to()) + ")")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
