package helpdesk.web.api.v1;

import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.BadWord;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.fact.Facts;
import helpdesk.metrics.timeline.FactsInWords;
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
  private final Figures figures;
  private final Facts facts;
  private final TicketDesk desk;
  private final Questions questions;
  private final Workspaces workspaces;
  private final MessageSource messages;
  private final Clock clock;

  MetricsApi(
      Figures figures,
      Facts facts,
      TicketDesk desk,
      Questions questions,
      Workspaces workspaces,
      MessageSource messages,
      Clock clock) {
    this.figures = figures;
    this.facts = facts;
    this.desk = desk;
    this.questions = questions;
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

  private record Request(LocalDate from, LocalDate to, ZoneId zone, Asked asked) {
    Request(Question question) {
      this(question.first(), question.last().plusDays(1), question.zone(), question.asked());
    }
  }

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
    try {
      return new Request(
          questions.read(Address.of(query.lists()), NamedPeriod.FOUR_WEEKS, zone, clock.instant()));
    } catch (BadWord e) {
      throw new InvalidInput(e.name(), "This is not a value that " + e.name() + " can have.");
    }
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
