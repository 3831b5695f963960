package helpdesk.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.board.Board;
import helpdesk.metrics.board.BoardReader;
import helpdesk.metrics.fact.FactsAtOnce;
import helpdesk.metrics.formula.ContactRate;
import helpdesk.metrics.formula.DailyMean;
import helpdesk.metrics.formula.FollowUps;
import helpdesk.metrics.formula.GoalProgress;
import helpdesk.metrics.formula.NegativePatterns;
import helpdesk.metrics.formula.QueueWaits;
import helpdesk.metrics.formula.Sample;
import helpdesk.metrics.formula.SelfService;
import helpdesk.metrics.formula.ServiceBooks;
import helpdesk.metrics.formula.SpeedAndSatisfaction;
import helpdesk.metrics.formula.Training;
import helpdesk.metrics.formula.VolumeSpike;
import helpdesk.metrics.formula.WorkloadBalance;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.GoldenCases;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every worked case of figures made of many values. What the database aggregates is asked of the
 * database, with tickets of the desk, in a transaction that is taken back.
 */
@DatabaseTest
@Import({Shop.class, FactsAtOnce.class})
class AggregatesGoldenTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> AGES = List.of("lt_1d", "1d_3d", "3d_7d", "7d_30d", "ge_30d");
  private static final List<String> BANDS = List.of("le_1h", "le_6h", "le_24h", "gt_24h");

  private final Map<String, Function<JsonNode, Object>> kinds =
      Map.ofEntries(
          Map.entry("distribution", this::distribution),
          Map.entry("pooled", this::pooled),
          Map.entry("balance", AggregatesGoldenTest::balance),
          Map.entry("spike", AggregatesGoldenTest::spike),
          Map.entry("abandonment", AggregatesGoldenTest::abandonment),
          Map.entry("volume", this::volume),
          Map.entry("backlog", this::backlog),
          Map.entry("contact_rate", AggregatesGoldenTest::contactRate),
          Map.entry("finance", AggregatesGoldenTest::finance),
          Map.entry("bands", AggregatesGoldenTest::bands),
          Map.entry("goal", AggregatesGoldenTest::goal),
          Map.entry("followup", AggregatesGoldenTest::followUp),
          Map.entry("negative_tags", AggregatesGoldenTest::negativeTags),
          Map.entry("deflection", AggregatesGoldenTest::deflection));

  @Autowired Shop.Desk shop;
  @Autowired FactsAtOnce facts;
  @Autowired Figures figures;
  @Autowired BoardReader boards;
  @Autowired Questions questions;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @TestFactory
  Stream<DynamicTest> figuresOfManyValues() {
    return GoldenCases.read("aggregates.json").tests(this::check);
  }

  private void check(JsonNode test) {
    String kind = GoldenCases.kind(test, kinds.keySet());
    Object found = Objects.requireNonNull(kinds.get(kind)).apply(test);
    same(kind, JSON.valueToTree(found), test.get("expected"));
  }

  /** The same fields with the same values, numbers within a millionth. */
  private static void same(String path, JsonNode found, JsonNode expected) {
    if (expected.isObject()) {
      Set<String> names = new TreeSet<>(expected.propertyNames());
      names.remove("mean_of_group_means_is_wrong"); // says what not to compute
      assertThat(new TreeSet<>(found.propertyNames())).as(path).isEqualTo(names);
      names.forEach(name -> same(path + "." + name, found.get(name), expected.get(name)));
    } else if (expected.isNumber() && found.isNumber()) {
      assertThat(found.asDouble()).as(path).isCloseTo(expected.asDouble(), within(1e-6));
    } else {
      assertThat(found).as(path).isEqualTo(expected);
    }
  }

  // Values

  private Object distribution(JsonNode test) {
    return spread(numbers(test.get("values")), test.get("threshold"));
  }

  private Object pooled(JsonNode test) {
    List<@Nullable Double> pooled = new ArrayList<>();
    test.get("groups").valueStream().forEach(group -> pooled.addAll(numbers(group)));
    Map<String, @Nullable Object> found = spread(pooled, null);
    found.remove("max"); // not asked for
    return found;
  }

  /** As a figure of the catalogue is aggregated; the formula for few values says the same. */
  private Map<String, @Nullable Object> spread(
      List<@Nullable Double> values, @Nullable JsonNode threshold) {
    Double limit = threshold == null ? null : threshold.asDouble();
    Figure figure =
        jdbc.sql(
                "SELECT "
                    + Figures.AGGREGATES
                    + " FROM (SELECT value, NULL::boolean AS hit FROM unnest(CAST(:values AS"
                    + " float8[])) value) r")
            .param("target", limit)
            .param("values", values.toArray(Double[]::new))
            .query((row, n) -> Figures.figure(Metric.FIRST_RESPONSE_TIME, row))
            .single();
    Sample sample = Sample.of(values);
    Map<String, @Nullable Object> inDatabase =
        spread(figure.n(), figure.mean(), figure.median(), figure.p90(), figure.max());
    Map<String, @Nullable Object> inMemory =
        spread(sample.n(), sample.mean(), sample.median(), sample.percentile(0.9), sample.max());
    if (limit != null) {
      inDatabase.put("within_percent", figure.withinTarget());
      inMemory.put("within_percent", sample.within(limit).value());
    }
    same("in memory", JSON.valueToTree(inMemory), JSON.valueToTree(inDatabase));
    return inDatabase;
  }

  private static Map<String, @Nullable Object> spread(
      long n,
      @Nullable Double mean,
      @Nullable Double median,
      @Nullable Double p90,
      @Nullable Double max) {
    return fields("n", n, "mean", mean, "median", median, "p90", p90, "max", max);
  }

  private static Object balance(JsonNode test) {
    WorkloadBalance balance =
        WorkloadBalance.of(test.get("values").valueStream().map(JsonNode::asDouble).toList());
    return fields(
        "agents",
        balance.agents(),
        "mean",
        balance.mean(),
        "gini",
        balance.gini(),
        "cv",
        balance.variation(),
        "max_min_ratio",
        balance.maxByMin());
  }

  private static Object spike(JsonNode test) {
    VolumeSpike spike = VolumeSpike.of(test.get("value").asDouble(), numbers(test.get("baseline")));
    Map<String, @Nullable Object> found =
        fields("baseline_median", spike.median(), "z", spike.z(), "flag", word(spike.kind()));
    if (spike.kind() != null) found.put("sigma", spike.deviation());
    return found;
  }

  private static Object abandonment(JsonNode test) {
    List<QueueWaits.Contact> contacts =
        test.get("contacts")
            .valueStream()
            .map(
                c ->
                    new QueueWaits.Contact(
                        c.get("outcome").asString().equals("answered"),
                        Duration.ofSeconds(c.get("wait").asLong())))
            .toList();
    Duration tooShort = Duration.ofSeconds(test.path("short_abandon_seconds").asLong(10));
    QueueWaits waits = QueueWaits.of(contacts, tooShort);
    return fields(
        "offered",
        waits.offered(),
        "abandoned",
        waits.abandoned().n(),
        "short_abandoned",
        waits.shortAbandoned(),
        "abandonment_percent",
        waits.abandonment().value(),
        "average_speed_of_answer",
        waits.answered().mean(),
        "mean_time_to_abandon",
        waits.abandoned().mean());
  }

  // Tickets of the desk

  private Object volume(JsonNode test) {
    ZoneId zone = ZoneId.of(test.get("zone").asString());
    LocalDate from = LocalDate.parse(test.get("from").asString());
    LocalDate to = LocalDate.parse(test.get("to").asString());
    Window window = Window.ofDates(from, to, zone);
    Asked asked = Asked.all(window, window.to());
    LocalDate today = GoldenCases.instant(test.get("as_of")).atZone(zone).toLocalDate();
    return takenBack(
        () -> {
          for (JsonNode created : test.get("created")) opens(GoldenCases.instant(created));
          Map<LocalDate, Long> days = series(asked, Bucket.DAY, from, to, zone);
          DailyMean mean = DailyMean.of(days, today);
          PeakHours peaks = figures.peaks(Metric.TICKETS_CREATED, asked, zone);
          return fields(
              "total",
              figures.of(Metric.TICKETS_CREATED, asked).value(),
              "per_day",
              named(days, LocalDate::toString),
              "per_week",
              named(series(asked, Bucket.WEEK, from, to, zone), AggregatesGoldenTest::week),
              "per_month",
              named(series(asked, Bucket.MONTH, from, to, zone), d -> d.toString().substring(0, 7)),
              "completed_days",
              mean.days(),
              "mean_per_day",
              mean.mean(),
              "heat",
              named(peaks.busy(), AggregatesGoldenTest::hour));
        });
  }

  private Map<LocalDate, Long> series(
      Asked asked, Bucket bucket, LocalDate from, LocalDate to, ZoneId zone) {
    Map<LocalDate, Long> counts = new LinkedHashMap<>();
    figures
        .series(Metric.TICKETS_CREATED, asked, bucket.beginnings(from, to), zone)
        .forEach(g -> counts.put(LocalDate.parse(Objects.requireNonNull(g.key())), g.figure().n()));
    return counts;
  }

  private static String week(LocalDate date) {
    return "%04d-W%02d"
        .formatted(
            date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static String hour(PeakHours.Hour hour) {
    String day = hour.day().name().toLowerCase(Locale.ROOT).substring(0, 3);
    return "%s-%02d".formatted(day, hour.hour());
  }

  private Object backlog(JsonNode test) {
    Instant asOf = GoldenCases.instant(test.get("as_of"));
    return takenBack(
        () -> {
          Agent ana = shop.hire("Ana");
          for (JsonNode ticket : test.get("tickets")) {
            Instant created = GoldenCases.instant(ticket.get("created"));
            TicketId id = opens(created);
            if (ticket.hasNonNull("assignee")) shop.gives(id, ana);
            Status status = Status.of(ticket.get("status").asString());
            if (status != Status.NEW) shop.becomes(id, status);
            if (ticket.path("excluded").asBoolean(false)) shop.spam(id, true);
            facts.of(List.of(id));
          }
          Board board =
              boards.read(List.of(Metric.BACKLOG_UNASSIGNED), Metric.TICKETS_CREATED, today(asOf));
          Figures.Row oldest = board.oldest();
          Map<String, @Nullable Object> ages = fields();
          for (int i = 0; i < AGES.size(); i++) ages.put(AGES.get(i), board.ages().get(i).n());
          return fields(
              "open",
              board.now(Metric.BACKLOG_OPEN).n(),
              "unassigned",
              board.now(Metric.BACKLOG_UNASSIGNED).n(),
              "ageing",
              ages,
              "oldest_seconds",
              oldest == null ? null : Math.round(Objects.requireNonNull(oldest.value())));
        });
  }

  private Question today(Instant asOf) {
    return questions.read(Address.EMPTY, NamedPeriod.TODAY, ZoneOffset.UTC, asOf);
  }

  private TicketId opens(Instant at) {
    TicketId id = shop.at(at.toString()).opens(ChannelKind.EMAIL);
    facts.of(List.of(id));
    return id;
  }

  /** The desk has no tickets but these, and none of them afterwards. */
  private Object takenBack(Supplier<Object> story) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              jdbc.sql("DELETE FROM ticket_fact").update();
              return story.get();
            }));
  }

  // Business

  private static Object contactRate(JsonNode test) {
    List<ContactRate.Contact> contacts =
        test.get("tickets")
            .valueStream()
            .map(t -> new ContactRate.Contact(text(t, "order"), text(t, "customer")))
            .toList();
    ContactRate rate =
        ContactRate.of(contacts, test.get("orders").asLong(), test.get("customers").asLong());
    return fields(
        "contacts_per_100_orders",
        rate.per100Orders(),
        "percent_orders_with_contact",
        rate.percentOfOrders(),
        "contacts_per_100_customers",
        rate.per100Customers(),
        "percent_customers_with_contact",
        rate.percentOfCustomers());
  }

  private static Object finance(JsonNode test) {
    BigDecimal otherCost = amount(test, "other_cost");
    ServiceBooks books =
        new ServiceBooks(
            amount(test, "labour"),
            otherCost == null ? BigDecimal.ZERO : otherCost,
            amount(test, "hours"),
            amount(test, "revenue"),
            amount(test, "cogs"),
            amount(test, "customers"),
            amount(test, "churn_per_period"));
    Training training =
        new Training(test.get("training_days").asDouble(), test.get("agents").asDouble());
    return fields(
        "cost_per_incident",
        books.costPerIncident(test.get("resolved").asLong()),
        "cost_per_contact",
        books.costPerContact(test.get("contacts").asLong()),
        "hourly_labour_cost",
        books.hourlyLabourCost(),
        "gross_margin_simple",
        books.grossMargin(),
        "clv_simple",
        books.lifetimeValue(),
        "gross_margin_percent_usual",
        books.usualMarginPercent(),
        "clv_usual",
        books.usualLifetimeValue(),
        "training_days_per_agent",
        training.daysPerAgent());
  }

  private static Object goal(JsonNode test) {
    GoalProgress progress =
        GoalProgress.of(
            test.get("direction").asString().equals("higher"),
            number(test.get("baseline")),
            test.get("target").asDouble(),
            number(test.get("current")));
    return fields(
        "progress_percent",
        progress.percent(),
        "change_percent",
        progress.changePercent(),
        "status",
        word(progress.status()));
  }

  // Answers to surveys

  private static Object bands(JsonNode test) {
    SpeedAndSatisfaction found =
        SpeedAndSatisfaction.of(
            test.get("pairs")
                .valueStream()
                .map(
                    p ->
                        new SpeedAndSatisfaction.Rated(
                            Duration.ofSeconds(p.get("frt").asLong()), p.get("csat").asInt()))
                .toList());
    Map<String, @Nullable Object> bands = fields();
    for (int i = 0; i < BANDS.size(); i++) {
      Figure share = found.bands().get(i).csat();
      Interval interval = share.interval();
      bands.put(
          BANDS.get(i),
          fields(
              "n",
              share.n(),
              "csat_percent",
              share.value(),
              "wilson_low",
              interval == null ? null : interval.low(),
              "wilson_high",
              interval == null ? null : interval.high()));
    }
    return fields("bands", bands, "spearman", found.correlation());
  }

  private static Object followUp(JsonNode test) {
    List<FollowUps.LowRating> ratings =
        test.get("low_ratings")
            .valueStream()
            .map(
                r ->
                    new FollowUps.LowRating(
                        GoldenCases.instant(r.get("submitted_at")),
                        instants(r.path("agent_contacts"))))
            .toList();
    Duration window = Duration.ofDays(test.get("window_days").asLong());
    FollowUps found = FollowUps.of(ratings, GoldenCases.instant(test.get("as_of")), window);
    return fields(
        "low",
        found.low(),
        "decided",
        found.rate().n(),
        "followed",
        found.rate().hits(),
        "rate_percent",
        found.rate().value(),
        "median_seconds",
        found.times().median());
  }

  private static Object negativeTags(JsonNode test) {
    NegativePatterns found =
        NegativePatterns.of(
            test.get("ratings")
                .valueStream()
                .map(
                    r ->
                        new NegativePatterns.Rating(
                            r.get("low").asBoolean(),
                            r.get("tags")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.toSet())))
                .toList());
    Map<String, @Nullable Object> tags = fields();
    for (NegativePatterns.Tag tag : found.tags()) {
      tags.put(
          tag.name(),
          fields(
              "n",
              tag.share().n(),
              "low",
              tag.share().hits(),
              "low_percent",
              tag.share().value(),
              "wilson_low",
              Objects.requireNonNull(tag.share().interval()).low(),
              "lift",
              tag.lift(),
              "pattern",
              tag.pattern()));
    }
    return fields("overall_low_percent", found.overall().value(), "tags", tags);
  }

  private static Object deflection(JsonNode test) {
    Duration window =
        Duration.ofSeconds(test.path("window_seconds").asLong(SelfService.WINDOW.toSeconds()));
    Figure deflection =
        SelfService.deflection(
            test.get("sessions")
                .valueStream()
                .map(
                    s ->
                        new SelfService.Session(
                            GoldenCases.instant(s.get("at")), instants(s.path("tickets"))))
                .toList(),
            window);
    Figure helpful =
        SelfService.approval(test.get("helpful_yes").asLong(), test.get("helpful_no").asLong());
    Interval interval = helpful.interval();
    return fields(
        "sessions",
        deflection.n(),
        "deflected",
        deflection.hits(),
        "deflection_percent",
        deflection.value(),
        "helpful_percent",
        helpful.value(),
        "wilson_low",
        interval == null ? null : interval.low(),
        "wilson_high",
        interval == null ? null : interval.high(),
        "self_service_score",
        SelfService.score(test.get("visitors").asLong(), test.get("submitters").asLong()));
  }

  // Reading and writing the cases

  private static List<Instant> instants(JsonNode texts) {
    return texts.valueStream().map(GoldenCases::instant).toList();
  }

  private static List<@Nullable Double> numbers(JsonNode values) {
    List<@Nullable Double> numbers = new ArrayList<>();
    for (JsonNode value : values) numbers.add(number(value));
    return numbers;
  }

  private static @Nullable Double number(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.asDouble();
  }

  private static @Nullable BigDecimal amount(JsonNode test, String name) {
    return test.hasNonNull(name) ? test.get(name).decimalValue() : null;
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.get(name).asString() : null;
  }

  private static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static <K> Map<String, @Nullable Object> named(
      Map<K, Long> counts, Function<K, String> name) {
    Map<String, @Nullable Object> named = fields();
    counts.forEach((key, n) -> named.put(name.apply(key), n));
    return named;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
