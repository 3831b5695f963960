package helpdesk.metrics.ask;

import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an address asks.
 *
 * @param address the words it was read from
 * @param period the period's name, null where it was given by dates or instants
 * @param zone whose dates they are
 */
public record Question(
    Address address, @Nullable NamedPeriod period, Compare compare, Asked asked, ZoneId zone) {
  private static final int YEAR_OF_WEEKS = 52 * 7;

  /** The period. */
  public Window window() {
    return asked.window();
  }

  /** Its first date. */
  public LocalDate first() {
    return window().from().atZone(zone).toLocalDate();
  }

  /** Its last date. */
  public LocalDate last() {
    return window().to().minusNanos(1).atZone(zone).toLocalDate();
  }

  /** How many local dates it touches. */
  public long days() {
    return ChronoUnit.DAYS.between(first(), last()) + 1;
  }

  /** Whether it is of whole local dates. */
  public boolean ofDates() {
    return midnight(window().from()) && midnight(window().to());
  }

  /** Whether anything but the period and what it is compared with was asked for. */
  public boolean filtered() {
    return !address
        .without("period", "from", "until", "to", "compare", "baseline")
        .names()
        .isEmpty();
  }

  /**
   * The period it is compared with, up to the same reading of the clock: half a day is not compared
   * with a whole one. Null where it is compared with none.
   */
  public @Nullable Window before() {
    return switch (compare) {
      case PREVIOUS ->
          ofDates() ? earlier(days()) : earlier(Duration.between(window().from(), window().to()));
      case LAST_YEAR -> earlier(YEAR_OF_WEEKS);
      case BASELINE, NONE -> null;
    };
  }

  /** The same for the whole of the other period: what a chart shows beside this one. */
  public @Nullable Window wholeBefore() {
    if (compare == Compare.LAST_YEAR) return shifted(YEAR_OF_WEEKS);
    if (compare != Compare.PREVIOUS) return null;
    return ofDates() ? shifted(days()) : earlier(Duration.between(window().from(), window().to()));
  }

  private Window shifted(long days) {
    return new Window(back(window().from(), days), back(window().to(), days));
  }

  private Window earlier(long days) {
    Instant from = back(window().from(), days);
    boolean running = window().to().isAfter(asked.asOf());
    if (!running) return new Window(from, back(window().to(), days));
    // the second that is running now counts
    Instant to = back(asked.asOf(), days).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return new Window(from, to.isAfter(from) ? to : from);
  }

  private Window earlier(Duration by) {
    return new Window(window().from().minus(by), window().to().minus(by));
  }

  private Instant back(Instant at, long days) {
    LocalDateTime local = at.atZone(zone).toLocalDateTime();
    return local.minusDays(days).atZone(zone).toInstant();
  }

  private boolean midnight(Instant at) {
    LocalDate date = at.atZone(zone).toLocalDate();
    return Window.midnight(date, zone).equals(at)
        || at.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }
}
