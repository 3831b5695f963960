package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The periods a dashboard knows: so many local days, the running one included. */
public enum Period {
  TODAY("today", 1),
  WEEK("7", 7),
  FOUR_WEEKS("28", 28),
  QUARTER("90", 90);

  private final String key;
  private final int days;

  Period(String key, int days) {
    this.key = key;
    this.days = days;
  }

  /** The period of that word, if there is one. */
  public static Optional<Period> of(String key) {
    return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
  }

  /** The word in the address. */
  public String key() {
    return key;
  }

  /** How many local days it has. */
  public int days() {
    return days;
  }

  /** From the first day's midnight to the midnight to come. */
  public Window window(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return Window.ofDates(today.minusDays(days - 1L), today.plusDays(1), zone);
  }

  /**
   * The days before, up to the same reading of the clock: half a day is not compared with a whole
   * one.
   */
  public Window before(Instant now, ZoneId zone) {
    LocalDateTime local = now.atZone(zone).toLocalDateTime();
    LocalDate from = local.toLocalDate().minusDays(2L * days - 1);
    Instant to = local.minusDays(days).atZone(zone).toInstant();
    return new Window(
        Window.midnight(from, zone), to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  /** Where each bar of a chart begins: every hour of today, every day of a longer period. */
  List<Instant> edges(Instant now, ZoneId zone) {
    Window window = window(now, zone);
    if (this == TODAY) {
      long hours = ChronoUnit.HOURS.between(window.from(), window.to());
      return IntStream.range(0, (int) hours)
          .mapToObj(h -> window.from().plus(h, ChronoUnit.HOURS))
          .toList();
    }
    LocalDate first = window.from().atZone(zone).toLocalDate();
    return IntStream.range(0, days)
        .mapToObj(d -> Window.midnight(first.plusDays(d), zone))
        .toList();
  }
}
