package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.formula.WorkloadBalance;
import helpdesk.metrics.insight.Team;
import helpdesk.metrics.insight.TeamReader;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.TableView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Who has how much to do. Nobody is ranked by how much they did; by satisfaction only those of whom
 * enough is known.
 */
@Component
class TeamPanels implements Panels {
  /** The orders that may be asked for. */
  static final List<String> ORDERS = List.of("name", "load", "csat");

  private final TeamReader reader;

  TeamPanels(TeamReader reader) {
    this.reader = reader;
  }

  @Override
  public String page() {
    return "team";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    return read(question, words, "name");
  }

  List<PanelView> read(Question question, Words words, String order) {
    Team team = reader.read(question);
    Asking asking = new Asking(question, words);
    List<List<Cell>> rows = new ArrayList<>();
    for (Team.Member member : ordered(team, order)) rows.add(row(member, asking));
    TableView table =
        new TableView(
            List.of(
                asking.word("figures.by.agent"),
                asking.number("insight.team.open"),
                asking.number("metric.tickets_resolved.name"),
                asking.number("metric.replies_sent.name"),
                asking.number("insight.team.hours"),
                asking.number("metric.first_response_time.name"),
                asking.number("metric.csat.name"),
                asking.number("insight.speed.n"),
                asking.number("insight.between")),
            rows);
    return List.of(
        new PanelView("team.members", 12, sentences(team.balance(), words), null, table));
  }

  private static List<PanelView.Sentence> sentences(WorkloadBalance balance, Words words) {
    Double gini = balance.gini();
    Double variation = balance.variation();
    if (gini == null || variation == null)
      return List.of(Asking.sentence(words.say("insight.team.no-balance", balance.agents())));
    return List.of(
        Asking.sentence(
            words.say(
                "insight.team.balance",
                balance.agents(),
                words.decimal(Objects.requireNonNull(balance.mean()), 1),
                words.decimal(gini, 2),
                words.decimal(variation, 2))),
        Asking.sentence(words.say("insight.team.caution", Figure.FEW)));
  }

  private static List<Team.Member> ordered(Team team, String order) {
    List<Team.Member> members = new ArrayList<>(team.members());
    if (order.equals("load")) members.sort(Comparator.comparingLong((Team.Member m) -> -m.open()));
    // who has too few ratings stands behind, by name
    if (order.equals("csat"))
      members.sort(
          Comparator.comparingDouble((Team.Member m) -> m.csat().lowSample() ? 1 : -share(m)));
    return members;
  }

  private static double share(Team.Member member) {
    return Objects.requireNonNullElse(member.csat().value(), 0.0);
  }

  private static List<Cell> row(Team.Member member, Asking asking) {
    String agent = member.agent().id().toString();
    Words words = asking.words();
    Double seconds = member.handleSeconds();
    return List.of(
        Cell.of(member.agent().name()),
        count(member.open(), Metric.BACKLOG_OPEN, agent, asking),
        count(member.resolved().n(), Metric.TICKETS_RESOLVED, agent, asking),
        count(member.replies().n(), Metric.REPLIES_SENT, agent, asking),
        seconds == null
            ? Cell.of("–")
            : Cell.of(
                words.decimal(seconds / 3_600, 1), asking.link(Metric.HANDLE_TIME, "agent", agent)),
        asking.cell(
            Metric.FIRST_RESPONSE_TIME,
            member.firstResponse(),
            asking.link(Metric.FIRST_RESPONSE_TIME, "agent", agent)),
        asking.cell(Metric.CSAT, member.csat(), asking.link(Metric.CSAT, "agent", agent)),
        asking.n(member.csat()),
        asking.interval(member.csat()));
  }

  private static Cell count(long n, Metric metric, String agent, Asking asking) {
    String text = asking.words().count(n);
    if (n == 0) return Cell.of(text);
    if (metric.kind() != Metric.Kind.STOCK)
      return Cell.of(text, asking.link(metric, "agent", agent));
    // how many there are now, whatever the period
    return Cell.of(
        text,
        asking
            .question()
            .address()
            .without("from", "until", "to")
            .with("period", "today")
            .with("agent", agent)
            .at("/dashboard/metrics/" + metric.id()));
  }
}
