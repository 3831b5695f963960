package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Team;
import helpdesk.agent.TeamId;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.web.api.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The change that a PATCH asks for: what is missing stays, what is null is cleared. */
record TicketPatch(TicketChange change) {
  private static final List<String> NEVER_EMPTY =
      List.of("status", "priority", "subject", "language");

  /** Reads it, noting faults for the caller's check. */
  static TicketPatch read(Input input, Colleagues colleagues) {
    for (String field : NEVER_EMPTY)
      if (input.clears(field)) input.fault(field, "This cannot be empty.");
    Status status = input.word("status", Status.class);
    Priority priority = input.word("priority", Priority.class);
    String subject = input.text("subject", 500);
    if (subject != null && subject.isBlank()) input.fault("subject", "This cannot be empty.");
    Locale language = input.language("language");
    List<String> tags = input.has("tags") ? input.texts("tags", 100, 60) : null;
    return new TicketPatch(
        new TicketChange(
            status,
            priority,
            assignee(input, colleagues),
            team(input, colleagues),
            tags,
            subject,
            language,
            null));
  }

  private static @Nullable Optional<AgentId> assignee(Input input, Colleagues colleagues) {
    if (!input.has("assignee")) return null;
    if (input.clears("assignee")) return Optional.empty();
    Agent agent =
        input.known(
            "assignee",
            input.reference("assignee"),
            colleagues::activeAgent,
            "There is no such active agent.");
    return agent == null ? null : Optional.of(agent.id());
  }

  private static @Nullable Optional<TeamId> team(Input input, Colleagues colleagues) {
    if (!input.has("team")) return null;
    if (input.clears("team")) return Optional.empty();
    Team team =
        input.known("team", input.reference("team"), colleagues::team, "There is no such team.");
    return team == null ? null : Optional.of(team.id());
  }
}
