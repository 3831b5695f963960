package helpdesk.sla;

import static helpdesk.sla.SlaTarget.FIRST_RESPONSE;
import static helpdesk.sla.SlaTarget.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import helpdesk.story.Story;
import helpdesk.ticket.Priority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When to warn (docs/metrics.md, D.8). The ticket begins at noon, in UTC. */
class SlaWarningsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"480, 360", "60, 45", "40, 25", "20, 5", "15, 0", "10, 0", "1, 0"})
  void atThreeQuartersOrAQuarterOfAnHourBeforeAndNotBeforeItBegins(long target, long warned) {
    TicketLife life = TicketLife.begins(NOON, "normal");

    assertThat(warning(life, 0, FIRST_RESPONSE, null, Map.of(Priority.NORMAL, target)))
        .isEqualTo(noon(warned));
    assertThat(warning(life, target + 60, FIRST_RESPONSE, null, Map.of(Priority.NORMAL, target)))
        .as("looked at afterwards")
        .isEqualTo(noon(warned));
  }

  @Test
  void theHoursOfThePolicyCountForTheThreeQuartersAndTheWallClockForTheQuarterOfAnHour() {
    Calendar office =
        Calendar.of(
            ZoneId.of("UTC"),
            Map.of(
                DayOfWeek.TUESDAY, List.of(new Hours(540, 750)),
                DayOfWeek.WEDNESDAY, List.of(new Hours(540, 1080))),
            Set.of(),
            Map.of());
    TicketLife life = TicketLife.begins(NOON, "normal");

    assertThat(warning(life, 0, FIRST_RESPONSE, office, Map.of(Priority.NORMAL, 120L)))
        .as("half an hour today, an hour tomorrow from nine")
        .isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
    assertThat(warning(life, 0, FIRST_RESPONSE, office, Map.of(Priority.NORMAL, 35L)))
        .as("due five past nine tomorrow: ten to nine comes after three quarters")
        .isEqualTo(noon(26).plusSeconds(15));
  }

  @Test
  void aStricterTargetWarnsAtTheChangeAndOneThatHasPassedStays() {
    Map<Priority, Long> targets = Map.of(Priority.NORMAL, 240L, Priority.HIGH, 100L);
    TicketLife early = TicketLife.begins(NOON, "normal").at(noon(90)).turns("high");
    TicketLife late = TicketLife.begins(NOON, "normal").at(noon(200)).turns("high");

    assertThat(warning(early, 91, FIRST_RESPONSE, null, targets)).isEqualTo(noon(90));
    assertThat(warning(late, 201, FIRST_RESPONSE, null, targets)).isEqualTo(noon(180));
  }

  @Test
  void whatRestsIsNotWarnedOfAndGoesOnLater() {
    Map<Priority, Long> targets = Map.of(Priority.NORMAL, 240L);
    TicketLife life = TicketLife.begins(NOON, "normal").at(noon(60)).answers().becomes("pending");
    assertThat(warning(life, 500, RESOLUTION, null, targets)).isNull();

    life.at(noon(600)).becomes("open");

    assertThat(warning(life, 600, RESOLUTION, null, targets)).isEqualTo(noon(600 + 120));
  }

  private static @Nullable Instant warning(
      TicketLife life,
      long minutesLater,
      SlaTarget target,
      @Nullable Calendar hours,
      Map<Priority, Long> minutes) {
    Map<Priority, Duration> lengths = new EnumMap<>(Priority.class);
    minutes.forEach((priority, length) -> lengths.put(priority, Duration.ofMinutes(length)));
    SlaPolicy policy =
        new SlaPolicy(
            "one", 1, SlaConditions.ALWAYS, hours, SlaPolicy.USUAL_PAUSES, Map.of(target, lengths));
    Instant asOf = noon(minutesLater);
    return SlaClocks.kept(
            Story.of(life.events(), asOf), SlaPolicies.of(List.of(policy)), hours, asOf)
        .get(0)
        .clock()
        .warn();
  }

  private static Instant noon(long minutesLater) {
    return NOON.plus(Duration.ofMinutes(minutesLater));
  }
}
