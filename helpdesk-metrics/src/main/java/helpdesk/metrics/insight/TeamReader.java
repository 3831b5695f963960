package helpdesk.metrics.insight;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.TeamId;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.WorkloadBalance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what each agent did, those who did nothing included. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class TeamReader {
  private final Figures figures;
  private final Agents agents;

  TeamReader(Figures figures, Agents agents) {
    this.figures = figures;
    this.agents = agents;
  }

  /**
   * Who is on duty: agents of the team that is asked for or of all, and whoever else did something.
   */
  public Team read(Question question) {
    Asked asked = question.asked();
    Instant now = asked.asOf();
    Map<String, Figure> open =
        by(Metric.BACKLOG_OPEN, asked.in(new Window(now, now.plusSeconds(1))));
    Map<String, Figure> resolved = by(Metric.TICKETS_RESOLVED, asked);
    Map<String, Figure> replies = by(Metric.REPLIES_SENT, asked);
    Map<String, Figure> handled = by(Metric.HANDLE_TIME, asked);
    Map<String, Figure> responses = by(Metric.FIRST_RESPONSE_TIME, asked);
    Map<String, Figure> ratings = by(Metric.CSAT, asked);
    List<Team.Member> members = new ArrayList<>();
    for (Agent agent : agents.active()) {
      String key = agent.email().value();
      Figure solved = resolved.getOrDefault(key, Figure.count(0));
      Figure written = replies.getOrDefault(key, Figure.count(0));
      long has = open.getOrDefault(key, Figure.count(0)).n();
      boolean worked = solved.n() + written.n() + has > 0;
      if (!worked && !onDuty(agent, asked.filter().team(), asked.filter().agent())) continue;
      members.add(
          new Team.Member(
              agent,
              has,
              solved,
              written,
              total(handled.get(key)),
              responses.getOrDefault(key, Figure.share(0, 0)),
              ratings.getOrDefault(key, Figure.share(0, 0))));
    }
    members.sort(Comparator.comparing(m -> m.agent().name()));
    return new Team(
        members, WorkloadBalance.of(members.stream().map(m -> m.resolved().n()).toList()));
  }

  private static boolean onDuty(Agent agent, @Nullable TeamId team, @Nullable AgentId only) {
    if (only != null) return only.equals(agent.id());
    return agent.role() == Role.AGENT && (team == null || team.equals(agent.team()));
  }

  private static @Nullable Double total(@Nullable Figure handled) {
    return handled == null || handled.mean() == null ? null : handled.mean() * handled.n();
  }

  private Map<String, Figure> by(Metric metric, Asked asked) {
    Map<String, Figure> parts = new HashMap<>();
    for (Figures.Group group : figures.groups(metric, asked, Figures.Dimension.AGENT))
      if (group.key() != null) parts.put(group.key(), group.figure());
    return parts;
  }
}
