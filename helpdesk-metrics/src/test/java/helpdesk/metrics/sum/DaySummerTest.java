package helpdesk.metrics.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.Workspaces;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever happens, and whenever days are summed: the sums say what the contributions say. */
@DatabaseTest
@Import(Shop.class)
class DaySummerTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Instant BEGIN = Instant.parse("2026-03-20T08:00:00Z");
  @Autowired Shop.Desk shop;
  @Autowired Figures figures;
  @Autowired DaySummer summer;
  @Autowired DayCheck check;
  @Autowired Workspaces workspaces;
  @Autowired JdbcClient jdbc;
  private final Random random = new Random(28);
  private final List<TicketId> tickets = new ArrayList<>();
  private Instant now = BEGIN;
  private Agent ada;
  private Agent bob;

  @BeforeEach
  void open() {
    if (workspaces.find().isEmpty()) workspaces.create("Acme", MADRID, Locale.ENGLISH);
    // every test begins in March again, and no sum may know more than its day
    for (String table : List.of("day_sum", "summed_day", "contribution_change", "sum_zone"))
      jdbc.sql("DELETE FROM " + table).update();
    ada = shop.hire("Ada" + System.nanoTime());
    bob = shop.hire("Bob" + System.nanoTime());
  }

  @Test
  void sumsAndChangesSayWhatTheContributionsSayAtEveryStep() {
    for (int step = 0; step < 60; step++) {
      for (int n = 0; n < 8; n++) somethingHappens();
      shop.settle();
      if (step % 3 == 0) sum();
      if (step % 4 == 0) agree("step " + step);
    }
    sum();
    assertThat(jdbc.sql("SELECT count(*) FROM day_sum").query(Long.class).single()).isPositive();
    agree("at the end");
  }

  @Test
  void aTicketThatIsDeletedForGoodLeavesTheSums() {
    TicketId ticket = opens();
    shop.settle();
    sum();
    Figure before = figures.of(Metric.TICKETS_CREATED, Asked.all(aMonth(), now));

    jdbc.sql("DELETE FROM ticket_fact WHERE ticket_id = :id").param("id", ticket.value()).update();

    Figure after = figures.of(Metric.TICKETS_CREATED, Asked.all(aMonth(), now));
    assertThat(after.n()).isEqualTo(before.n() - 1);
    sum();
    assertThat(figures.of(Metric.TICKETS_CREATED, Asked.all(aMonth(), now)).n())
        .isEqualTo(after.n());
  }

  @Test
  void sumsThatWereSpoiledAreFoundAndSetRight() {
    for (int n = 0; n < 40; n++) somethingHappens();
    shop.settle();
    sum();
    LocalDate day = now.atZone(MADRID).toLocalDate();
    assertThat(check.all()).contains(day);
    assertThat(check.all().stream().filter(check::differs)).isEmpty();

    jdbc.sql("UPDATE day_sum SET n = n + 1 WHERE day = :day").param("day", day).update();
    assertThat(check.differs(day)).isTrue();
    assertThat(check.differs(day)).isFalse();

    jdbc.sql("DELETE FROM day_sum WHERE day = :day").param("day", day).update();
    for (TicketId ticket : tickets) shop.spam(ticket, true);
    shop.settle();
    sum();
    agree("after changes that the sums could not take");
  }

  @Test
  void anotherZoneOfTheHouseHasOtherDays() {
    opens();
    shop.settle();
    sum();
    workspaces.change("Acme", ZoneId.of("Asia/Kolkata"), Locale.ENGLISH);
    try {
      sum();
      assertThat(jdbc.sql("SELECT zone FROM sum_zone").query(String.class).single())
          .isEqualTo("Asia/Kolkata");
      agree("in another zone");
    } finally {
      workspaces.change("Acme", MADRID, Locale.ENGLISH);
    }
  }

  private void sum() {
    shop.at(now.toString());
    while (summer.runOnce()) {}
  }

  private void somethingHappens() {
    now = now.plusSeconds(random.nextInt(20_000));
    shop.at(now.toString());
    if (tickets.size() < 5 || random.nextInt(3) == 0) {
      opens();
      return;
    }
    TicketId ticket = tickets.get(random.nextInt(tickets.size()));
    Agent agent = random.nextBoolean() ? ada : bob;
    switch (random.nextInt(6)) {
      case 0, 1 -> shop.replies(ticket, agent);
      case 2, 3 -> shop.becomes(ticket, Status.RESOLVED, agent);
      case 4 -> shop.becomes(ticket, Status.OPEN, agent);
      default -> shop.spam(ticket, random.nextBoolean());
    }
  }

  private TicketId opens() {
    ChannelKind[] kinds = {ChannelKind.EMAIL, ChannelKind.PHONE, ChannelKind.CHAT};
    TicketId ticket = shop.at(now.toString()).opens(kinds[random.nextInt(kinds.length)]);
    tickets.add(ticket);
    return ticket;
  }

  private Window aMonth() {
    LocalDate today = now.atZone(MADRID).toLocalDate();
    return Window.ofDates(today.minusDays(30), today.plusDays(1), MADRID);
  }

  private void agree(String when) {
    Filter[] filters = {
      Filter.NONE,
      Filter.NONE.ofChannel(ChannelKind.PHONE),
      Filter.NONE.ofAgent(ada.id()),
      Filter.NONE.ofPriority(Priority.NORMAL)
    };
    Window cut = new Window(now.minusSeconds(700_000), now.minusSeconds(90_000));
    for (Metric metric : Metric.values()) {
      for (Filter filter : filters) {
        for (Window window : List.of(aMonth(), cut)) {
          Asked asked = Asked.all(window, now).of(filter);
          String what = metric + " " + filter + " " + window + " " + when;
          same(figures.of(metric, asked), figures.of(metric, unsummed(asked)), what);
        }
      }
      days(metric, when);
    }
  }

  private void days(Metric metric, String when) {
    Asked asked = Asked.all(aMonth(), now);
    LocalDate today = now.atZone(MADRID).toLocalDate();
    List<LocalDate> dates = Bucket.DAY.beginnings(today.minusDays(30), today.plusDays(1));
    List<Figures.Group> summed = figures.series(metric, asked, dates, MADRID);
    List<Figures.Group> single = figures.series(metric, unsummed(asked), dates, MADRID);
    for (int i = 0; i < dates.size(); i++)
      same(summed.get(i).figure(), single.get(i).figure(), metric + " " + dates.get(i) + when);
  }

  /** The same question in a way that only the contributions can answer. */
  private static Asked unsummed(Asked asked) {
    Filter f = asked.filter();
    return asked.of(
        new Filter(
            f.channel(),
            f.team(),
            f.agent(),
            f.priority(),
            List.of(),
            List.of(),
            List.of("a tag that nothing has"),
            null,
            null,
            null,
            null,
            null));
  }

  private static void same(Figure summed, Figure single, String what) {
    assertThat(summed.n()).as(what).isEqualTo(single.n());
    same(summed.value(), single.value(), what);
    if (single.value() == null) return;
    if (summed.median() != null) same(summed.median(), single.median(), what);
    if (summed.p90() != null) same(summed.p90(), single.p90(), what);
    if (summed.max() != null) same(summed.max(), single.max(), what);
    if (summed.withinTarget() != null) same(summed.withinTarget(), single.withinTarget(), what);
  }

  private static void same(@Nullable Double one, @Nullable Double other, String what) {
    if (other == null) assertThat(one).as(what).isNull();
    else assertThat(one).as(what).isNotNull().isCloseTo(other, within(1e-6));
  }
}
