package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.agent.Team;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.fact.Facts;
import helpdesk.metrics.timeline.FactsInWords;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.web.api.InvalidInput;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Query;
import helpdesk.web.api.RequiresScope;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every metric of the catalogue for programs, and the facts of single tickets. */
@RestController
@RequiresScope("metrics:read")
class MetricsApi {
  private static final int USUAL_DAYS = 28;
  private static final int MOST_DAYS = 3_700;
  private final Figures figures;
  private final Facts facts;
  private final TicketDesk desk;
  private final Colleagues colleagues;
  private final Workspaces workspaces;
  private final MessageSource messages;
  private final Clock clock;

  MetricsApi(
      Figures figures,
      Facts facts,
      TicketDesk desk,
      Colleagues colleagues,
      Workspaces workspaces,
      MessageSource messages,
      Clock clock) {
    this.figures = figures;
    this.facts = facts;
    this.desk = desk;
    this.colleagues = colleagues;
    this.workspaces = workspaces;
    this.messages = messages;
    this.clock = clock;
  }

  record Entry(
      String id,
      String name,
      String definition,
      String unit,
      @Nullable String better,
      String axis) {}

  record Stats(
      @Nullable Double mean,
      @Nullable Double median,
      @Nullable Double p90,
      @Nullable Double max,
      @Nullable Double withinTargetPercent) {
    static Stats of(Figure f) {
      return new Stats(f.mean(), f.median(), f.p90(), f.max(), f.withinTarget());
    }
  }

  record Part(
      @Nullable String key,
      @Nullable Double value,
      long n,
      @Nullable Interval interval,
      Stats stats,
      boolean lowSample) {
    static Part of(Figures.Group group) {
      Figure f = group.figure();
      return new Part(group.key(), f.value(), f.n(), f.interval(), Stats.of(f), f.lowSample());
    }
  }

  record Value(
      String id,
      LocalDate from,
      LocalDate to,
      String zone,
      String clock,
      String unit,
      @Nullable Double value,
      long n,
      @Nullable Interval interval,
      boolean lowSample,
      Stats stats,
      boolean approximate,
      @Nullable Long target,
      Instant asOf,
      List<Part> groups) {}

  record RowShape(
      @Nullable Long number,
      @Nullable String subject,
      Instant at,
      @Nullable Double value,
      @Nullable Boolean hit) {}

  private record Request(LocalDate from, LocalDate to, ZoneId zone, Asked asked) {}

  @GetMapping("/api/v1/metrics")
  List<Entry> catalogue(Locale locale) {
    return Arrays.stream(Metric.values()).map(metric -> entry(metric, locale)).toList();
  }

  @GetMapping("/api/v1/metrics/{id}")
  Value one(@PathVariable String id, @RequestParam Map<String, String> parameters) {
    Metric metric = known(id);
    Query query = Query.of(parameters);
    Request request = read(query);
    Figure figure = figures.of(metric, request.asked);
    return new Value(
        metric.id(),
        request.from,
        request.to,
        request.zone.getId(),
        request.asked.clock().key(),
        metric.unit(),
        figure.value(),
        figure.n(),
        figure.interval(),
        figure.lowSample(),
        Stats.of(figure),
        false,
        metric.target() == null ? null : metric.target().toSeconds(),
        request.asked.asOf(),
        groups(metric, request, query.text("group_by")).stream().map(Part::of).toList());
  }

  @GetMapping("/api/v1/metrics/{id}/tickets")
  ItemPage<RowShape> rows(@PathVariable String id, @RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    int size = query.size(ItemPage.USUAL);
    List<Figures.Row> rows =
        figures.rows(known(id), read(query).asked, position(query.cursor()), size + 1);
    boolean more = rows.size() > size;
    List<Figures.Row> shown = more ? rows.subList(0, size) : rows;
    return new ItemPage<>(
        shown.stream()
            .map(r -> new RowShape(r.number(), r.subject(), r.at(), r.value(), r.hit()))
            .toList(),
        more ? cursor(shown.get(size - 1)) : null);
  }

  @GetMapping("/api/v1/tickets/{number}/metrics")
  Object ofTicket(@PathVariable TicketNumber number) {
    return FactsInWords.of(facts.of(desk.idOf(number), clock.instant()));
  }

  private Entry entry(Metric metric, Locale locale) {
    String key = "metric." + metric.id();
    String better =
        switch (metric.better()) {
          case LOWER -> "lower";
          case HIGHER -> "higher";
          case NEITHER -> null;
        };
    return new Entry(
        metric.id(),
        messages.getMessage(key + ".name", null, locale),
        messages.getMessage(key + ".definition", null, locale),
        metric.unit(),
        better,
        metric.axis().key());
  }

  private List<Figures.Group> groups(Metric metric, Request request, @Nullable String by) {
    boolean mix = metric.kind() == Metric.Kind.MIX;
    String word = by == null && mix ? "channel" : by;
    if (word == null) return List.of();
    Optional<Bucket> bucket = Bucket.of(word);
    if (bucket.isPresent()) {
      List<LocalDate> dates = bucket.get().beginnings(request.from, request.to);
      return figures.series(metric, request.asked, dates, request.zone);
    }
    return figures.groups(metric, request.asked, parse("group_by", word, Figures.Dimension::of));
  }

  private Request read(Query query) {
    String zoneName = query.text("zone");
    ZoneId zone =
        zoneName == null ? workspaces.current().zone() : parse("zone", zoneName, ZoneId::of);
    Instant now = clock.instant();
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate to = date(query, "to", today.plusDays(1));
    LocalDate from = date(query, "from", to.minusDays(USUAL_DAYS));
    if (!from.isBefore(to)) throw new InvalidInput("to", "This must be after from.");
    if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS)
      throw new InvalidInput("from", "A period has at most " + MOST_DAYS + " days.");
    String clockName = query.text("clock");
    Asked asked =
        new Asked(
            Window.ofDates(from, to, zone),
            now,
            clockName == null ? Clockwork.CALENDAR : parse("clock", clockName, Clockwork::of),
            filter(query),
            null,
            null);
    return new Request(from, to, zone, asked);
  }

  private Filter filter(Query query) {
    String channel = query.text("channel");
    Agent agent = reference("agent", query, colleagues::agent);
    Team team = reference("team", query, colleagues::team);
    String tag = query.text("tag");
    return Filter.NONE
        .ofChannel(channel == null ? null : parse("channel", channel, ChannelKind::of))
        .ofTeam(team == null ? null : team.id())
        .ofAgent(agent == null ? null : agent.id())
        .ofAnyTag(tag == null ? List.of() : List.of(tag));
  }

  private static LocalDate date(Query query, String name, LocalDate usual) {
    String text = query.text(name);
    return text == null ? usual : parse(name, text, LocalDate::parse);
  }

  private static <T> @Nullable T reference(
      String name, Query query, Function<String, @Nullable T> find) {
    String text = query.text(name);
    if (text == null) return null;
    T found = find.apply(text);
    if (found == null) throw new InvalidInput(name, "There is no such " + name + ".");
    return found;
  }

  private static <T> T parse(String name, String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidInput(name, "This is not a value that " + name + " can have.");
    }
  }

  private static Metric known(String id) {
    return Metric.of(id)
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such metric."));
  }

  private static String cursor(Figures.Row last) {
    return Long.toString(last.at().getEpochSecond(), 36) + "." + Long.toString(last.id(), 36);
  }

  private static Figures.@Nullable Position position(@Nullable String cursor) {
    if (cursor == null) return null;
    String[] parts = cursor.split("\\.", -1);
    try {
      if (parts.length != 2) throw new NumberFormatException("two parts");
      return new Figures.Position(
          Instant.ofEpochSecond(Long.parseLong(parts[0], 36)), Long.parseLong(parts[1], 36));
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidInput("cursor", "This is not a place in this list.");
    }
  }
}
