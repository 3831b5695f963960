package helpdesk.metrics.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.StatementCount;
import java.time.Instant;
import java.time.ZoneId;
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
  @Autowired Shop.Desk shop;
  @Autowired BoardReader boards;
  @Autowired Figures figures;

  @Test
  void everyTileSaysWhatTheCatalogueSaysForEveryPeriod() {
    aMonth();
    for (Period period : Period.values()) {
      Board board = boards.read(period, MADRID, NOW);
      Asked now = Asked.all(period.window(NOW, MADRID), NOW);
      Asked before = Asked.all(period.before(NOW, MADRID), NOW);
      for (Tile tile : tiles(board)) {
        same(tile.now(), figures.of(tile.metric(), now), tile.metric() + " of " + period);
        if (tile.before() != null && !tile.metric().kind().stock())
          same(tile.before(), figures.of(tile.metric(), before), tile.metric() + " before");
      }
      same(
          Objects.requireNonNull(board.backlog().before()),
          figures.of(Metric.BACKLOG_OPEN, before),
          "backlog before");
      assertThat(board.volume().stream().mapToLong(Board.Volume::created).sum())
          .isEqualTo(board.created().now().n());
      assertThat(board.volume().stream().mapToLong(Board.Volume::resolved).sum())
          .isEqualTo(board.resolved().now().n());
      assertThat(board.responseTimes().stream().mapToLong(Board.Bin::n).sum())
          .isEqualTo(board.firstResponse().now().n());
      assertThat(board.ages().stream().mapToLong(Board.Bin::n).sum())
          .isEqualTo(board.backlog().now().n());
    }
    Board board = boards.read(Period.FOUR_WEEKS, MADRID, NOW);
    assertThat(board.created().now().n()).isEqualTo(28);
    assertThat(board.created().before()).isNotNull();
    assertThat(Objects.requireNonNull(board.longest()).since()).isBefore(NOW);
  }

  @Test
  void aDashboardCostsADozenStatementsWhateverThePeriod() throws Exception {
    for (Period period : Period.values()) {
      List<String> sent = StatementCount.during(() -> boards.read(period, MADRID, NOW));
      assertThat(sent).hasSizeLessThanOrEqualTo(13);
    }
  }

  @Test
  void theDayInWhichTheClocksGoForwardHas23Bars() {
    Instant noon = Instant.parse("2026-03-29T10:00:00Z");
    assertThat(boards.read(Period.TODAY, MADRID, noon).volume()).hasSize(23);
    assertThat(boards.read(Period.WEEK, MADRID, noon).volume()).hasSize(7);
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

  private void aMonth() {
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
  }

  private static List<Tile> tiles(Board b) {
    return List.of(
        b.created(),
        b.resolved(),
        b.backlog(),
        b.unassigned(),
        b.waiting(),
        b.unanswered(),
        b.firstResponse(),
        b.firstResponseInTarget(),
        b.fullResolution(),
        b.resolvedWithin24h(),
        b.csat());
  }

  private static void same(Figure one, Figure other, String what) {
    assertThat(one.n()).as(what).isEqualTo(other.n());
    if (other.value() == null) assertThat(one.value()).as(what).isNull();
    else assertThat(one.value()).as(what).isCloseTo(other.value(), within(1e-6));
    if (other.p90() != null && one.p90() != null)
      assertThat(one.p90()).as(what).isCloseTo(other.p90(), within(1e-6));
  }
}
