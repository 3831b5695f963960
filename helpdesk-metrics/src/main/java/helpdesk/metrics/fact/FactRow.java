package helpdesk.metrics.fact;

import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.TicketFacts.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands, for lists of what is now: a row of {@code ticket_fact}, whose columns are
 * the components in snake_case. Only what holds whatever the hour is kept.
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
    @Nullable Instant waitingSince) {

  static FactRow of(long ticket, int lastSeq, TicketFacts facts) {
    Standing state = facts.state();
    return new FactRow(
        ticket,
        lastSeq,
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
        facts.waitingSince());
  }
}
