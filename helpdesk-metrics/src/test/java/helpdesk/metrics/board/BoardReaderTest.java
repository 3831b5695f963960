package helpdesk.metrics.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.PeakHours;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.scorecard.Change;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.StatementCount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import({Shop.class, StatementCount.class})
class BoardReaderTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Instant NOW = Instant.parse("2026-09-16T15:02:08Z");
  private static final List<Metric> ALL = Arrays.asList(Metric.values());
  private static final int BOARD = 30;
  @Autowired Shop.Desk shop;
  @Autowired BoardReader boards;
  @Autowired Scorecard scorecard;
  @Autowired Questions questions;
  @Autowired Figures figures;

  @Test
  void everyTileAndPanelSaysWhatTheRowsBehindItSayForAnyFilterAndAnyTime() {
    Agent ada = aMonth();
    for (String address : addresses(ada)) {
      Question question = asks(address);
      Board board = boards.read(ALL, Metric.TICKETS_CREATED, question);
      for (Metric metric : Metric.values()) {
        Tile tile = board.tile(metric);
        sameAsRows(metric, tile.now(), question.asked(), address);
        Figure before = tile.before();
        if (before != null && metric.kind() != Metric.Kind.STOCK_NOW)
          sameAsRows(
              metric,
              before,
              question.asked().in(Objects.requireNonNull(question.before())),
              "before " + address);
      }
      panels(board, question);
    }
    Board board = boards.read(List.of(), Metric.TICKETS_CREATED, asks("period=28"));
    long created = board.now(Metric.TICKETS_CREATED).n();
    assertThat(created).isGreaterThanOrEqualTo(28);
    assertThat(Objects.requireNonNull(board.longest()).at()).isBefore(NOW);
    Board phone =
        boards.read(
            List.of(), Metric.TICKETS_CREATED, asks("period=28&channel=phone&priority=normal"));
    assertThat(phone.now(Metric.TICKETS_CREATED).n()).isBetween(1L, created / 2);
    assertThat(phone.channels()).hasSize(1);
  }

  private static List<String> addresses(Agent ada) {
    return List.of(
        "period=today",
        "period=7",
        "period=28",
        "period=90",
        "period=28&compare=last_year",
        "period=28&channel=phone",
        "period=28&channel=phone&priority=normal",
        "period=28&agent=" + ada.id(),
        "period=28&agent=" + ada.id() + "&channel=email&clock=business",
        "period=28&origin=inbound",
        "period=28&tag=nothing",
        "from=2026-08-03&until=2026-08-29",
        "from=2026-08-03&until=2026-08-29&origin=inbound&channel=email",
        "from=2025-09-01&until=2026-09-10&channel=email");
  }

  private static void panels(Board board, Question question) {
    String of = question.address().query();
    long created = board.now(Metric.TICKETS_CREATED).n();
    assertThat(board.volume().stream().mapToLong(Board.Volume::created).sum())
        .as(of)
        .isEqualTo(created);
    assertThat(board.volume().stream().mapToLong(Board.Volume::resolved).sum())
        .as(of)
        .isEqualTo(board.now(Metric.TICKETS_RESOLVED).n());
    assertThat(board.channels().stream().mapToLong(c -> c.figure().hits()).sum())
        .as(of)
        .isEqualTo(created);
    assertThat(board.responseTimes().stream().mapToLong(Board.Bin::n).sum())
        .as(of)
        .isEqualTo(board.now(Metric.FIRST_RESPONSE_TIME).n());
    assertThat(board.ages().stream().mapToLong(Board.Bin::n).sum())
        .as(of)
        .isEqualTo(board.now(Metric.BACKLOG_OPEN).n());
    assertThat(board.scores().stream().mapToLong(n -> n).sum())
        .as(of)
        .isEqualTo(board.now(Metric.CSAT).n());
    assertThat(
            board.arrivals().busy().keySet().stream()
                .mapToLong((PeakHours.Hour h) -> board.arrivals().count(h.day(), h.hour()))
                .sum())
        .as(of)
        .isEqualTo(created);
  }

  /** The rows are found by a query of their own, never by sums. */
  private void sameAsRows(Metric metric, Figure figure, Asked asked, String of) {
    String what = metric + " of " + of;
    List<Figures.Row> rows = figures.rows(metric, asked, null, 100_000);
    double[] values =
        rows.stream()
            .map(Figures.Row::value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    switch (metric.kind()) {
      case RATE -> {
        assertThat(figure.n())
            .as(what)
            .isEqualTo(rows.stream().filter(row -> row.hit() != null).count());
        assertThat(figure.hits())
            .as(what)
            .isEqualTo(rows.stream().filter(row -> Boolean.TRUE.equals(row.hit())).count());
      }
      case DURATION -> {
        assertThat(figure.n()).as(what).isEqualTo(values.length);
        if (values.length == 0) assertThat(figure.value()).as(what).isNull();
        else assertThat(figure.value()).as(what).isCloseTo(median(values), within(1e-6));
      }
      case MEAN -> assertThat(figure.n()).as(what).isEqualTo(values.length);
      case COUNT, STOCK, STOCK_NOW, MIX -> assertThat(figure.n()).as(what).isEqualTo(rows.size());
    }
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  @Test
  void aDashboardCostsTheSameWhateverIsAskedAndHoweverManyTilesItHas() throws Exception {
    Agent ada = shop.hire("Ada");
    for (String address : addresses(ada)) {
      Question question = asks(address);
      assertThat(StatementCount.during(() -> scorecard.tiles(ALL, question)))
          .as(address)
          .hasSizeLessThanOrEqualTo(9);
      assertThat(StatementCount.during(() -> boards.read(ALL, Metric.TICKETS_CREATED, question)))
          .as(address)
          .hasSizeLessThanOrEqualTo(BOARD);
    }
  }

  @Test
  void theBacklogOfManyDaysIsOneReadOfTheSums() throws Exception {
    aMonth();
    Question question = asks("period=28&channel=email");
    List<LocalDate> dates = question.first().datesUntil(question.last().plusDays(1)).toList();
    List<String> sent =
        StatementCount.during(
            () -> figures.series(Metric.BACKLOG_OPEN, question.asked(), dates, MADRID));
    assertThat(sent).hasSizeLessThanOrEqualTo(5);
    List<Figures.Group> series =
        figures.series(Metric.BACKLOG_OPEN, question.asked(), dates, MADRID);
    assertThat(series).hasSize(28);
    for (int i = 0; i < 27; i++) {
      Asked day = question.asked().in(Window.ofDates(dates.get(i), dates.get(i + 1), MADRID));
      assertThat(series.get(i).figure().n())
          .as(dates.get(i).toString())
          .isEqualTo(figures.rows(Metric.BACKLOG_OPEN, day, null, 100_000).size());
    }
    assertThat(series.get(27).figure().n()).isPositive();
  }

  @Test
  void theDayInWhichTheClocksGoForwardHas23BarsAndAYearHasWeeks() {
    Instant noon = Instant.parse("2026-03-29T10:00:00Z");
    assertThat(bars("period=today", noon)).isEqualTo(23);
    assertThat(bars("period=7", noon)).isEqualTo(7);
    assertThat(bars("from=2025-04-01&until=2026-03-28", noon)).isEqualTo(52);
    assertThat(bars("from=2022-01-01&until=2025-12-31", noon)).isEqualTo(48);
  }

  private int bars(String address, Instant now) {
    Question question = questions.read(Address.parse(address), NamedPeriod.TODAY, MADRID, now);
    return boards.read(List.of(), Metric.TICKETS_CREATED, question).volume().size();
  }

  @Test
  void theMedianOfFewValuesHasNoIntervalAndThatOfManyLiesWithinIt() {
    Agent ada = aMonth();
    Figure many = figures.of(Metric.FIRST_RESPONSE_TIME, asks("period=28").asked());
    assertThat(Objects.requireNonNull(many.interval()).low())
        .isLessThanOrEqualTo(Objects.requireNonNull(many.median()));
    assertThat(many.interval().high()).isGreaterThanOrEqualTo(many.median());
    Figure one =
        figures.of(Metric.FIRST_RESPONSE_TIME, asks("period=today&agent=" + ada.id()).asked());
    assertThat(one.n()).isLessThan(3);
    assertThat(one.interval()).isNull();
  }

  private Question asks(String address) {
    return questions.read(Address.parse(address), NamedPeriod.TODAY, MADRID, NOW);
  }

  @Test
  void onlyWhatIsNotChanceIsCalledGoodOrBad() {
    assertThat(change(Figure.share(90, 100), Figure.share(50, 100)).tone())
        .isEqualTo(Change.Tone.BAD);
    assertThat(change(Figure.share(50, 100), Figure.share(90, 100)).tone())
        .isEqualTo(Change.Tone.GOOD);
    assertThat(change(Figure.share(50, 100), Figure.share(53, 100)).tone())
        .isEqualTo(Change.Tone.NONE);
    assertThat(change(Figure.share(2, 20), Figure.share(90, 100)).tone())
        .isEqualTo(Change.Tone.NONE);
    assertThat(change(Figure.share(0, 0), Figure.share(90, 100)).direction())
        .isEqualTo(Change.Direction.UNKNOWN);
  }

  private static Change change(Figure before, Figure now) {
    return Change.between(Metric.CSAT, before, now);
  }

  private Agent aMonth() {
    Agent ada = shop.hire("Ada");
    for (int n = 0; n < 60; n++) {
      Instant day = NOW.minusSeconds(n * 86_400L);
      TicketId ticket =
          shop.at(day.minusSeconds(40_000).toString())
              .opens(n % 3 == 0 ? ChannelKind.PHONE : ChannelKind.EMAIL);
      if (n % 7 != 0)
        shop.at(day.minusSeconds(39_000 - 600 * (n % 50) + 100).toString()).replies(ticket, ada);
      if (n % 4 != 0)
        shop.at(day.minusSeconds(5_000).toString()).becomes(ticket, Status.RESOLVED, ada);
      if (n % 9 == 1) shop.at(day.minusSeconds(1_000).toString()).becomes(ticket, Status.OPEN, ada);
    }
    shop.settle();
    return ada;
  }
}
