package helpdesk.web.admin;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.calendar.OpeningHours;
import helpdesk.web.shell.Times;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What hours mean for somebody who writes: by when they would be answered, by the same function
 * that the acknowledgement and the numbers use.
 *
 * @param promise in open time, such as {@code 6 h}
 * @param mails empty if the hours make no sense yet
 */
record HoursPreview(String promise, List<Mail> mails) {
  static final HoursPreview NONE = new HoursPreview("", List.of());

  /** Fields that may be wrong: they change no deadline. */
  static final Set<String> MATTERS_NOT = Set.of("name", "from");

  private static final LocalTime LATE = LocalTime.of(23, 10);
  private static final LocalTime MORNING = LocalTime.of(10, 0);

  /**
   * A mail that might come.
   *
   * @param by when it would be answered, null if never
   */
  record Mail(String at, @Nullable String by) {}

  /** One of the next late evening, one of the next Saturday, one of the next date of its own. */
  static HoursPreview of(OpeningHours hours, Duration promise, Instant now, Locale reader) {
    Calendar calendar = hours.calendar();
    Times times = new Times(hours.zone(), reader, now);
    List<Mail> mails =
        arrivals(hours, now)
            .map(
                at ->
                    new Mail(
                        times.full(at),
                        BusinessTime.add(calendar, at, promise).map(times::full).orElse(null)))
            .toList();
    return new HoursPreview(Times.span(promise), mails);
  }

  private static Stream<Instant> arrivals(OpeningHours hours, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, hours.zone());
    Instant tonight = at(hours, today, LATE);
    LocalDate saturday = today.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
    LocalDate special = hours.dates().higherKey(today);
    return Stream.of(
            tonight.isAfter(now) ? tonight : at(hours, today.plusDays(1), LATE),
            at(hours, saturday, MORNING),
            at(hours, special == null ? saturday : special, MORNING))
        .distinct()
        .sorted();
  }

  private static Instant at(OpeningHours hours, LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(hours.zone()).toInstant();
  }
}
