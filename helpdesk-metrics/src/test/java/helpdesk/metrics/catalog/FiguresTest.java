package helpdesk.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Each test has days of its own, so that all may share one desk. */
@DatabaseTest
@Import(Shop.class)
class FiguresTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  @Autowired Shop.Desk shop;
  @Autowired Figures figures;
  Agent ada;

  @BeforeEach
  void hire() {
    ada = shop.hire("Ada");
  }

  @Test
  void anEmptyPeriodHasCountsOfNoughtAndNothingElse() {
    Asked asked = all("2020-01-01", "2020-02-01", "2026-01-01T00:00:00Z");
    assertThat(figures.of(Metric.TICKETS_CREATED, asked).value()).isZero();
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Metric.Kind.COUNT || metric.kind().stock()) continue;
      Figure figure = figures.of(metric, asked);
      assertThat(figure.value()).as(metric.id()).isNull();
      assertThat(figure.interval()).as(metric.id()).isNull();
      assertThat(figure.n()).as(metric.id()).isZero();
    }
  }

  @Test
  void aDayOfMadridHas23HoursInMarchAnd25InOctober() {
    shop.at("2026-03-28T22:59:59Z").opens(ChannelKind.EMAIL); // 23:59:59 of the 28th
    shop.at("2026-03-28T23:00:00Z").opens(ChannelKind.EMAIL); // the first second of the 29th
    shop.at("2026-03-29T21:59:59Z").opens(ChannelKind.EMAIL); // its last, 23 hours later
    shop.at("2026-03-29T22:00:00Z").opens(ChannelKind.EMAIL); // the 30th
    shop.at("2026-10-24T22:00:00Z").opens(ChannelKind.EMAIL); // the first second of the 25th
    shop.at("2026-10-25T22:59:59Z").opens(ChannelKind.EMAIL); // its last, 25 hours later
    shop.settle();

    String now = "2026-12-01T00:00:00Z";
    assertThat(created(all("2026-03-29", "2026-03-30", now))).isEqualTo(2);
    assertThat(created(all("2026-03-28", "2026-03-29", now))).isEqualTo(1);
    assertThat(created(all("2026-10-25", "2026-10-26", now))).isEqualTo(2);
  }

  @Test
  void whoStillWaitsPastTheLimitIsAFailureAtOnceAndIsNotForgivenLater() {
    TicketId late = shop.at("2026-04-10T08:00:00Z").opens(ChannelKind.EMAIL);
    TicketId quick = shop.at("2026-04-10T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-04-10T09:00:00Z").replies(quick, ada);
    shop.settle();

    assertThat(share(all("2026-04-10", "2026-04-11", "2026-04-10T14:00:00Z"))).isEqualTo(100.0);
    assertThat(share(all("2026-04-10", "2026-04-11", "2026-04-10T14:00:01Z"))).isEqualTo(50.0);

    shop.at("2026-04-12T09:00:00Z").replies(late, ada);
    shop.settle();
    assertThat(share(all("2026-04-10", "2026-04-11", "2026-04-13T00:00:00Z"))).isEqualTo(50.0);
    assertThat(share(all("2026-04-12", "2026-04-13", "2026-04-13T00:00:00Z"))).isNull();
    // the duration itself belongs to the day of the answer
    Asked thatDay = all("2026-04-12", "2026-04-13", "2026-04-13T00:00:00Z");
    assertThat(figures.of(Metric.FIRST_RESPONSE_TIME, thatDay).max()).isEqualTo(49 * 3_600.0);
  }

  @Test
  void theBacklogOfAnyPastInstantKnowsWhatWasOpenThen() {
    TicketId ticket = shop.at("2026-05-01T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-05-02T08:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.at("2026-05-04T08:00:00Z").becomes(ticket, Status.OPEN, ada);
    shop.at("2026-05-06T08:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.settle();

    String now = "2026-05-20T00:00:00Z";
    assertThat(openAt(ticket, "2026-05-01", now)).isFalse();
    assertThat(openAt(ticket, "2026-05-02", now)).isTrue();
    assertThat(openAt(ticket, "2026-05-03", now)).isFalse();
    assertThat(openAt(ticket, "2026-05-05", now)).isTrue();
    assertThat(openAt(ticket, "2026-05-07", now)).isFalse();
  }

  @Test
  void spamCountsNowhere() {
    TicketId ticket = shop.at("2026-06-10T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-06-10T09:00:00Z").replies(ticket, ada);
    shop.at("2026-06-10T10:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.spam(ticket, true);
    shop.settle();

    Asked asked = all("2026-06-10", "2026-06-12", "2026-06-30T00:00:00Z");
    for (Metric metric : Metric.values()) {
      if (metric.kind().stock()) continue;
      assertThat(figures.of(metric, asked).n()).as(metric.id()).isZero();
    }
    assertThat(openAt(ticket, "2026-06-11", "2026-06-30T00:00:00Z")).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> everyFigureIsItsRows() {
    aBusyWeek();
    Asked asked = all("2026-07-06", "2026-07-13", "2026-07-12T20:00:00Z");
    return DynamicTest.stream(
        Stream.of(Metric.values()),
        Metric::id,
        metric -> {
          Figure figure = figures.of(metric, asked);
          List<Figures.Row> rows = everyRow(metric, asked);
          assertThat(figure.n()).isEqualTo(rows.size());
          Double again = again(metric, rows);
          if (again == null) assertThat(figure.value()).isNull();
          else assertThat(figure.value()).isCloseTo(again, within(1e-6));
          if (metric == Metric.FIRST_RESPONSE_TIME || metric == Metric.TICKETS_CREATED) {
            assertThat(rows).hasSizeGreaterThan(20);
          }
        });
  }

  @Test
  void partsAddUpAndAreCreditedToWhoDidIt() {
    aBusyWeek();
    Asked asked = all("2026-07-06", "2026-07-13", "2026-07-12T20:00:00Z");
    Figure whole = figures.of(Metric.FIRST_RESPONSE_TIME, asked);

    List<Figures.Group> agents =
        figures.groups(Metric.FIRST_RESPONSE_TIME, asked, Figures.Dimension.AGENT);
    List<Figures.Group> mix = figures.groups(Metric.CHANNEL_MIX, asked, Figures.Dimension.CHANNEL);

    assertThat(agents.stream().mapToLong(g -> g.figure().n()).sum()).isEqualTo(whole.n());
    assertThat(agents).extracting(Figures.Group::key).contains(ada.email().value());
    assertThat(mix.stream().mapToDouble(g -> Objects.requireNonNull(g.figure().value())).sum())
        .isCloseTo(100, within(1e-9));
  }

  private void aBusyWeek() {
    for (int n = 0; n < 24; n++) {
      String hour = String.format("2026-07-%02dT%02d:", 6 + n % 5, 6 + n % 9);
      TicketId ticket =
          shop.at(hour + "00:00Z").opens(n % 3 == 0 ? ChannelKind.CHAT : ChannelKind.EMAIL);
      shop.at(hour + String.format("%02d:07Z", 2 * n + 1)).replies(ticket, ada);
      if (n % 2 == 0) shop.at(hour + "59:00Z").becomes(ticket, Status.RESOLVED, ada);
    }
    shop.settle();
  }

  private List<Figures.Row> everyRow(Metric metric, Asked asked) {
    List<Figures.Row> rows = new ArrayList<>();
    Figures.@Nullable Position behind = null;
    while (true) {
      List<Figures.Row> page = figures.rows(metric, asked, behind, 7);
      rows.addAll(page);
      if (page.size() < 7) return rows;
      Figures.Row last = page.get(page.size() - 1);
      behind = new Figures.Position(last.at(), last.id());
    }
  }

  private static @Nullable Double again(Metric metric, List<Figures.Row> rows) {
    List<Double> values =
        rows.stream().map(Figures.Row::value).filter(Objects::nonNull).sorted().toList();
    long hits = rows.stream().filter(r -> Boolean.TRUE.equals(r.hit())).count();
    return switch (metric.kind()) {
      case COUNT, STOCK, STOCK_NOW -> (double) rows.size();
      case DURATION -> median(values);
      case MEAN ->
          values.isEmpty() ? null : values.stream().mapToDouble(d -> d).sum() / values.size();
      case RATE -> rows.isEmpty() ? null : 100.0 * hits / rows.size();
      case MIX -> rows.isEmpty() ? null : 100.0;
    };
  }

  private static @Nullable Double median(List<Double> sorted) {
    if (sorted.isEmpty()) return null;
    double rank = 0.5 * (sorted.size() - 1);
    double below = sorted.get((int) Math.floor(rank));
    double above = sorted.get((int) Math.ceil(rank));
    return below + (rank - Math.floor(rank)) * (above - below);
  }

  private boolean openAt(TicketId ticket, String date, String now) {
    Instant end = Window.midnight(LocalDate.parse(date), MADRID);
    Asked asked = Asked.all(new Window(end.minusSeconds(86_400), end), Instant.parse(now));
    return figures.rows(Metric.BACKLOG_OPEN, asked, null, 1_000).stream()
        .anyMatch(row -> row.id() == ticket.value());
  }

  private long created(Asked asked) {
    return figures.of(Metric.TICKETS_CREATED, asked).n();
  }

  private @Nullable Double share(Asked asked) {
    return figures.of(Metric.FIRST_RESPONSE_WITHIN_TARGET, asked).value();
  }

  private static Asked all(String from, String to, String now) {
    return Asked.all(
        Window.ofDates(LocalDate.parse(from), LocalDate.parse(to), MADRID), Instant.parse(now));
  }
}
