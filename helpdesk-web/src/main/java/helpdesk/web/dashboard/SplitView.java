package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A figure in parts, as a table. */
public record SplitView(Figures.Dimension by, List<Row> rows) {
  /** More parts than anybody reads. */
  private static final int MOST = 50;

  /**
   * One part.
   *
   * @param href the same page of that part alone, null where no address says that
   * @param few whether it rests on so few cases that it is to be read with care
   * @param beside its interval or its 90th percentile, empty where there is none
   */
  public record Row(
      String label, @Nullable String href, String value, String n, boolean few, String beside) {}

  static SplitView of(
      Metric metric,
      Question question,
      Figures.Dimension by,
      List<Figures.Group> groups,
      List<Agent> agents,
      Words words) {
    return new SplitView(
        by,
        groups.stream()
            .limit(MOST)
            .map(group -> row(metric, question, by, group, agents, words))
            .toList());
  }

  /** The word of a dimension in an address. */
  static String word(Figures.Dimension by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  public String word() {
    return word(by);
  }

  private static Row row(
      Metric metric,
      Question question,
      Figures.Dimension by,
      Figures.Group group,
      List<Agent> agents,
      Words words) {
    Figure figure = group.figure();
    String key = group.key();
    boolean judged = metric.kind() == Metric.Kind.RATE || metric.kind().measures();
    String word = word(by);
    String href =
        key == null || !Address.NAMES.contains(word)
            ? null
            : question.address().with(word, key).at("/dashboard/metrics/" + metric.id());
    return new Row(
        label(by, key, agents, words),
        href,
        SeriesChart.told(metric, figure, words),
        words.count(figure.n()),
        judged && figure.lowSample(),
        beside(metric, figure, words));
  }

  private static String label(
      Figures.Dimension by, @Nullable String key, List<Agent> agents, Words words) {
    if (key == null) return words.say("figures.none." + word(by));
    return switch (word(by)) {
      case "channel" -> words.say("dashboard.channel." + key);
      case "priority" -> words.say("ticket.priority." + key);
      case "agent" ->
          agents.stream()
              .filter(a -> a.email().value().equals(key))
              .map(Agent::name)
              .findFirst()
              .orElse(key);
      default -> key;
    };
  }

  private static String beside(Metric metric, Figure figure, Words words) {
    if (metric.kind() != Metric.Kind.DURATION && figure.interval() != null)
      return words.say(
          "dashboard.interval",
          words.decimal(figure.interval().low(), 0),
          words.decimal(figure.interval().high(), 0));
    if (metric.kind() == Metric.Kind.DURATION && figure.p90() != null)
      return words.say("dashboard.p90", words.duration(figure.p90()));
    return "";
  }
}
