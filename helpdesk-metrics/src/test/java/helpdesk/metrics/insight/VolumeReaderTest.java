package helpdesk.metrics.insight;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.Calendars;
import helpdesk.calendar.Hours;
import helpdesk.calendar.OpeningHours;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.formula.SpikeCause;
import helpdesk.metrics.formula.VolumeSpike;
import helpdesk.workspace.Workspaces;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mondays of a desk that opened on 6 January 2031: ten tickets each, but for those that a test adds
 * or takes away. Its transaction takes them back.
 */
@DatabaseTest
@Transactional
class VolumeReaderTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final LocalDate FIRST = LocalDate.parse("2031-01-06");
  private static final LocalDate LAST = FIRST.plusWeeks(8);
  private static final Instant NOW = Instant.parse("2031-03-12T12:00:00Z");
  @Autowired VolumeReader reader;
  @Autowired Questions questions;
  @Autowired Calendars calendars;
  @Autowired Workspaces workspaces;
  @Autowired JdbcClient jdbc;
  private long ticket = 910_000_000;

  @BeforeEach
  void open() {
    if (workspaces.find().isEmpty()) workspaces.create("Acme", MADRID, Locale.ENGLISH);
    // the desk opens with this test: what others left behind is of no ticket here
    jdbc.sql("DELETE FROM contribution").update();
    jdbc.sql("DELETE FROM contribution_change").update();
    jdbc.sql("DELETE FROM day_sum").update();
    jdbc.sql("DELETE FROM summed_day").update();
    // tags of tickets that exist only in the figures
    jdbc.sql("SET LOCAL session_replication_role = replica").update();
    jdbc.sql(
            "INSERT INTO tag (id, name) VALUES (910000001, 'late-test'), (910000002, 'usual-test')")
        .update();
    jdbc.sql(
            """
            INSERT INTO contribution (ticket_id, measure, n, at, known, channel, priority)
            VALUES (909999999, 28, 0, '2031-01-06T08:00:00Z', '2031-01-06T08:00:00Z', 'email', 'normal')
            """)
        .update();
    for (int week = 0; week < 8; week++) came(FIRST.plusWeeks(week), 10, "email", 910000002);
  }

  @Test
  void aDayThatIsFarAboveItsWeekdaysIsASpikeWithItsCause() {
    came(LAST, 10, "email", 910000002);
    came(LAST, 15, "chat", 910000001);

    Volume.Day day = day(LAST);

    assertThat(day.n()).isEqualTo(25);
    assertThat(day.usual()).isEqualTo(10);
    assertThat(Objects.requireNonNull(day.spike()).kind()).isEqualTo(VolumeSpike.Kind.SPIKE);
    assertThat(day.tag()).isEqualTo(new SpikeCause("late-test", 15, 0));
    assertThat(day.channel()).isEqualTo(new SpikeCause("chat", 15, 0));
  }

  @Test
  void aDayWithoutTicketsIsADropUnlessItIsAHoliday() {
    Volume.Day day = day(LAST);
    assertThat(day.n()).isZero();
    assertThat(Objects.requireNonNull(day.spike()).kind()).isEqualTo(VolumeSpike.Kind.DROP);
    assertThat(day.tag()).isEqualTo(new SpikeCause("usual-test", 0, 10));

    TreeMap<LocalDate, List<Hours>> closed = new TreeMap<>(Map.of(LAST, List.of()));
    OpeningHours office = OpeningHours.office(MADRID);
    var _calendar =
        calendars.create(
            "Test", new OpeningHours(MADRID, office.weekly(), closed, Map.of(LAST, "Carnival")));

    Volume.Day holiday = day(LAST);
    assertThat(holiday.holiday()).isEqualTo("Carnival");
    assertThat(holiday.spike()).isNull();
    assertThat(holiday.unusual()).isFalse();
  }

  @Test
  void aDayThatStillRunsAndTheFirstWeeksOfADeskAreNotJudged() {
    LocalDate running = LocalDate.parse("2031-03-12");
    assertThat(day(running).spike()).isNull();
    Volume.Day third = day(FIRST.plusWeeks(3));
    assertThat(third.n()).isEqualTo(10);
    assertThat(third.usual()).isNull();
    assertThat(third.unusual()).isFalse();
    assertThat(day(FIRST.plusWeeks(4)).usual()).isEqualTo(10);
  }

  @Test
  void theMeanLeavesOutTheRunningDay() {
    Volume volume = reader.read(asked("from=2031-03-10&until=2031-03-12"));
    assertThat(volume.mean().days()).isEqualTo(2);
    assertThat(volume.mean().mean()).isZero();
  }

  private Volume.Day day(LocalDate date) {
    Volume volume = reader.read(asked("from=" + date + "&until=" + date));
    assertThat(volume.days()).hasSize(1);
    return volume.days().get(0);
  }

  private Question asked(String address) {
    return questions.read(Address.parse(address), NamedPeriod.FOUR_WEEKS, MADRID, NOW);
  }

  private void came(LocalDate date, int n, String channel, long tag) {
    for (int i = 0; i < n; i++) {
      ticket++;
      jdbc.sql(
              """
              INSERT INTO contribution (ticket_id, measure, n, at, known, channel, priority)
              VALUES (:ticket, 1, 0, CAST(:at AS timestamptz), CAST(:at AS timestamptz), :channel, 'normal')
              """)
          .param("ticket", ticket)
          .param("at", date + "T09:00:00Z")
          .param("channel", channel)
          .update();
      jdbc.sql("INSERT INTO ticket_tag (ticket_id, tag_id) VALUES (:ticket, :tag)")
          .param("ticket", ticket)
          .param("tag", tag)
          .update();
    }
  }
}
