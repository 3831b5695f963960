package helpdesk.survey;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.EventReader;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows the log and plans, for every solve, one decision whether to ask. Whether we do ask is
 * decided when it is due, by {@link InvitationDecisions}. What was recorded long after it happened
 * is history from elsewhere: nobody is asked about it.
 */
@Component
class InvitationPlanner implements EventReader {
  /** The live topic that wakes the worker. */
  static final String WAKE = "surveys";

  private static final Duration HISTORY = Duration.ofHours(1);
  private final Surveys surveys;
  private final EventLog log;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;

  InvitationPlanner(
      Surveys surveys, EventLog log, JdbcClient jdbc, Sequences sequences, LiveUpdates live) {
    this.surveys = surveys;
    this.log = log;
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
  }

  @Override
  public String name() {
    return "surveys";
  }

  @Override
  public void read(List<LoggedEvent> events) {
    List<LoggedEvent> solves = events.stream().filter(InvitationPlanner::maybeResolve).toList();
    if (solves.isEmpty()) return;
    Survey survey = surveys.afterResolve();
    if (!survey.active()) return;
    Map<TicketId, Story> stories = stories(solves);
    boolean planned = false;
    for (LoggedEvent event : solves) {
      Story story = stories.get(event.ticket());
      Story.Resolve resolve = story == null ? null : story.resolve(event.id());
      if (resolve != null) planned |= plan(survey, resolve);
    }
    if (planned) live.publish(WAKE);
  }

  private static boolean maybeResolve(LoggedEvent logged) {
    return logged.event() instanceof TicketEvent.StatusChanged changed
        && Status.of(changed.to()).terminal()
        && Duration.between(logged.occurredAt(), logged.recordedAt()).compareTo(HISTORY) < 0;
  }

  private Map<TicketId, Story> stories(List<LoggedEvent> events) {
    return log.of(real(events)).stream()
        .collect(
            Collectors.groupingBy(
                LoggedEvent::ticket, Collectors.collectingAndThen(Collectors.toList(), Story::of)));
  }

  /** Sample tickets come by the hundred thousand, and nobody is behind them. */
  private List<TicketId> real(List<LoggedEvent> events) {
    return jdbc.sql("SELECT id FROM ticket WHERE id = ANY(:ids) AND NOT sample")
        .param("ids", events.stream().map(e -> e.ticket().value()).distinct().toArray(Long[]::new))
        .query((row, n) -> new TicketId(row.getLong(1)))
        .list();
  }

  /** A replayed event plans nothing: the solve's own id is unique. */
  private boolean plan(Survey survey, Story.Resolve resolve) {
    LoggedEvent event = resolve.event();
    return jdbc.sql(
                """
                INSERT INTO survey_invitation (id, survey, origin, contact_id, ticket_id, resolve_event_id, resolve_seq,
                    resolved_at, agent_id, team_id, due_at, state)
                SELECT :id, :survey, 'mail', t.requester_id, t.id, :event, :seq, :resolved, a.id, g.id, :due, 'planned'
                  FROM ticket t
                  LEFT JOIN agent a ON a.id = CAST(:agent AS bigint)
                  LEFT JOIN team g ON g.id = CAST(:team AS bigint)
                 WHERE t.id = :ticket
                ON CONFLICT (resolve_event_id) DO NOTHING
                """)
            .param("id", sequences.next("survey_invitation_id_seq"))
            .param("survey", survey.key())
            .param("event", event.id())
            .param("seq", event.seq())
            .param("resolved", Sql.at(event.occurredAt()))
            .param("agent", resolve.agent())
            .param("team", resolve.team())
            .param("due", Sql.at(event.occurredAt().plus(survey.delay())))
            .param("ticket", event.ticket().value())
            .update()
        == 1;
  }
}
