package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Standing;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.Column;
import helpdesk.web.dashboard.PanelView.TableView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where tickets wait, and what is passed on or given up. */
@Component
class BottleneckPanels implements Panels {
  private static final int MOST_PLACES = 12;
  private static final int MOST_TAGS = 12;
  private static final int MOST_AGENTS = 8;

  /** Between them they are all the time that a ticket is not resolved. */
  private static final List<Metric> STATES =
      List.of(Metric.AGENT_WORK_TIME, Metric.CUSTOMER_WAIT_TIME, Metric.ON_HOLD_TIME);

  private static final List<Metric> LIVE =
      List.of(
          Metric.ABANDONMENT_RATE,
          Metric.AVERAGE_SPEED_OF_ANSWER,
          Metric.TIME_TO_ABANDON,
          Metric.ANSWERED_WITHIN,
          Metric.FIRST_RESPONSE_TIME);

  private final Figures figures;
  private final Standing standing;
  private final Agents agents;

  BottleneckPanels(Figures figures, Standing standing, Agents agents) {
    this.figures = figures;
    this.standing = standing;
    this.agents = agents;
  }

  @Override
  public String page() {
    return "bottlenecks";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    Asking asking = new Asking(question, words);
    List<Metric> metrics = new ArrayList<>(STATES);
    metrics.add(Metric.QUEUE_TIME_TOTAL);
    metrics.addAll(LIVE);
    Map<Metric, Figure> all = new HashMap<>();
    figures
        .of(metrics, question.asked(), List.of(question.window()))
        .forEach((metric, figure) -> all.put(metric, figure.get(0)));
    return List.of(
        states(all, asking),
        live(all, asking),
        place("state", standing.byState(question.asked().filter()), asking),
        place("team", standing.byTeam(question.asked().filter()), asking),
        place("tag", standing.byTag(question.asked().filter()), asking),
        escalations(asking),
        matrix(asking));
  }

  private static PanelView states(Map<Metric, Figure> all, Asking asking) {
    double whole = STATES.stream().mapToDouble(m -> total(all.get(m))).sum();
    List<List<Cell>> rows = new ArrayList<>();
    for (Metric metric : STATES) {
      Figure figure = Objects.requireNonNull(all.get(metric));
      double share = whole == 0 ? 0 : 100 * total(figure) / whole;
      Cell bar =
          whole == 0 ? Cell.of("–") : Cell.of(asking.words().percent(share) + " %").bar(share);
      rows.add(state(metric, bar, figure, asking));
    }
    Figure queue = Objects.requireNonNull(all.get(Metric.QUEUE_TIME_TOTAL));
    rows.add(state(Metric.QUEUE_TIME_TOTAL, Cell.of("–"), queue, asking));
    return new PanelView(
        "bottlenecks.states",
        7,
        List.of(Asking.sentence(asking.words().say("insight.bottlenecks.queue"))),
        null,
        new TableView(
            List.of(
                asking.word("insight.bottlenecks.where"),
                asking.number("dashboard.share"),
                asking.number("insight.median"),
                asking.number("figures.n")),
            rows));
  }

  private static List<Cell> state(Metric metric, Cell share, Figure figure, Asking asking) {
    return List.of(
        Cell.of(asking.words().say("insight.bottlenecks.where." + metric.id())),
        share,
        asking.cell(metric, figure, asking.link(metric)),
        asking.n(figure));
  }

  private static double total(@Nullable Figure figure) {
    return figure == null || figure.mean() == null ? 0 : figure.mean() * figure.n();
  }

  private static PanelView live(Map<Metric, Figure> all, Asking asking) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Metric metric : LIVE) {
      Figure figure = Objects.requireNonNull(all.get(metric));
      rows.add(
          List.of(
              Cell.of(asking.words().say("metric." + metric.id() + ".name")),
              asking.cell(metric, figure, asking.link(metric)),
              asking.n(figure)));
    }
    return new PanelView(
        "bottlenecks.live",
        5,
        List.of(),
        null,
        new TableView(
            List.of(
                asking.word("insight.figure"),
                asking.number("dashboard.metric.gave"),
                asking.number("figures.n")),
            rows));
  }

  private static PanelView place(String by, List<Standing.Place> places, Asking asking) {
    Words words = asking.words();
    long most = places.stream().mapToLong(Standing.Place::n).max().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing.Place place : places.subList(0, Math.min(MOST_PLACES, places.size()))) {
      double age = Duration.between(place.since(), asking.question().asked().asOf()).toSeconds();
      rows.add(
          List.of(
              Cell.of(name(by, place.key(), words)),
              Cell.of(words.count(place.n()), link(by, place.key(), asking))
                  .bar(100.0 * place.n() / most),
              Cell.of(
                  words.say("insight.bottlenecks.oldest.of", place.oldest(), words.duration(age)),
                  "/tickets/" + place.oldest())));
    }
    return new PanelView(
        "bottlenecks." + by,
        4,
        List.of(),
        null,
        new TableView(
            List.of(
                new Column(
                    words.say(by.equals("state") ? "ticket.status" : "figures.by." + by), false),
                asking.number("insight.team.open"),
                asking.word("insight.bottlenecks.oldest")),
            rows));
  }

  private static String name(String by, @Nullable String key, Words words) {
    if (key == null) return words.say("figures.none." + by);
    return by.equals("state") ? words.say("ticket.status." + key) : key;
  }

  /** No address of figures asks for a state, or for tickets of no team. */
  private static @Nullable String link(String by, @Nullable String key, Asking asking) {
    if (key == null || by.equals("state")) return null;
    return asking
        .question()
        .address()
        .without("from", "until", "to")
        .with("period", "today")
        .with(by, key)
        .at("/dashboard/metrics/" + Metric.BACKLOG_OPEN.id());
  }

  private PanelView escalations(Asking asking) {
    Words words = asking.words();
    Asked asked = asking.question().asked();
    List<List<Cell>> rows = new ArrayList<>();
    for (Figures.Group group :
        figures.groups(Metric.ESCALATIONS_TOTAL, asked, Figures.Dimension.DETAIL)) {
      String kind = group.key() == null ? "other" : group.key();
      rows.add(
          List.of(
              Cell.of(words.say("insight.escalation." + kind)),
              Cell.of(words.count(group.figure().n()), asking.link(Metric.ESCALATIONS_TOTAL))));
    }
    Figure rate = figures.of(Metric.ESCALATION_RATE, asked);
    String told =
        rate.value() == null
            ? words.say("dashboard.nothing")
            : words.say(
                "insight.bottlenecks.escalated",
                words.percent(rate.value()),
                words.count(rate.n()));
    return new PanelView(
        "bottlenecks.escalations",
        12,
        List.of(new PanelView.Sentence(told, asking.link(Metric.ESCALATION_RATE))),
        null,
        new TableView(
            List.of(
                asking.word("insight.bottlenecks.kind"), asking.number("insight.bottlenecks.n")),
            rows));
  }

  private PanelView matrix(Asking asking) {
    Words words = asking.words();
    List<Figures.Cell> cells =
        figures.matrix(Metric.FULL_RESOLUTION_TIME, asking.question().asked());
    List<String> tags = most(cells, Figures.Cell::tag, MOST_TAGS);
    List<String> people =
        most(cells, cell -> Objects.requireNonNullElse(cell.agent(), ""), MOST_AGENTS);
    Map<String, Map<String, Figure>> found = new LinkedHashMap<>();
    for (Figures.Cell cell : cells)
      found
          .computeIfAbsent(cell.tag(), tag -> new HashMap<>())
          .put(Objects.requireNonNullElse(cell.agent(), ""), cell.figure());
    Map<String, String> names = new HashMap<>();
    for (Agent agent : agents.active()) names.put(agent.email().value(), agent.name());
    List<Column> columns = new ArrayList<>();
    columns.add(asking.word("figures.by.tag"));
    for (String who : people)
      columns.add(
          new Column(
              who.isEmpty() ? words.say("figures.none.agent") : names.getOrDefault(who, who),
              true));
    List<List<Cell>> rows = new ArrayList<>();
    for (String tag : tags) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(tag, asking.link(Metric.FULL_RESOLUTION_TIME, "tag", tag)));
      for (String who : people)
        row.add(cell(tag, who, Objects.requireNonNull(found.get(tag)).get(who), asking));
      rows.add(row);
    }
    return new PanelView("bottlenecks.matrix", 12, List.of(), null, new TableView(columns, rows));
  }

  private static Cell cell(String tag, String who, @Nullable Figure figure, Asking asking) {
    if (figure == null || figure.median() == null) return Cell.of("–");
    String text =
        asking
            .words()
            .say(
                "insight.bottlenecks.cell",
                asking.words().duration(figure.median()),
                asking.words().count(figure.n()));
    if (who.isEmpty()) return Cell.of(text).few(figure.lowSample());
    String href =
        asking
            .question()
            .address()
            .with("tag", tag)
            .with("agent", who)
            .at("/dashboard/metrics/" + Metric.FULL_RESOLUTION_TIME.id());
    return Cell.of(text, href).few(figure.lowSample());
  }

  private static List<String> most(
      List<Figures.Cell> cells, java.util.function.Function<Figures.Cell, String> key, int limit) {
    Map<String, Long> counts = new HashMap<>();
    for (Figures.Cell cell : cells) counts.merge(key.apply(cell), cell.figure().n(), Long::sum);
    return counts.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Long>>comparingLong(e -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
