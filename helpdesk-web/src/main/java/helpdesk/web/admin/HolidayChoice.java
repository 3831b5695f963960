package helpdesk.web.admin;

import helpdesk.calendar.PublicHolidays;
import helpdesk.calendar.PublicHolidays.Area;
import helpdesk.calendar.PublicHolidays.Holiday;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/**
 * Which country's holidays somebody looks at, to tick those on which the desk is closed.
 *
 * @param from the first day of interest; they are offered up to the end of the next year
 */
record HolidayChoice(String country, String region, LocalDate from) {
  static final HolidayChoice NONE = new HolidayChoice("", "", LocalDate.EPOCH);
  private static final String FIELD = "holiday";

  /** A holiday that is offered; one whose date is typed in already cannot be ticked. */
  record Offer(LocalDate date, String name, boolean there) {
    /** What its tick sends. */
    public String value() {
      return date + " " + name;
    }
  }

  /** All that the page shows of it. */
  record Seen(
      String country,
      String region,
      List<Area> countries,
      List<Area> regions,
      List<Offer> offers) {}

  static HolidayChoice offered(MultiValueMap<String, String> fields, LocalDate today) {
    String country = Objects.requireNonNullElse(fields.getFirst("country"), "");
    String region = Objects.requireNonNullElse(fields.getFirst("region"), "");
    return new HolidayChoice(country, region, today);
  }

  /** Those that were ticked; what is not a date and a name is left out. */
  static List<Holiday> ticked(MultiValueMap<String, String> fields) {
    List<Holiday> ticked = new ArrayList<>();
    for (String value : fields.getOrDefault(FIELD, List.of())) {
      String[] parts = value.split(" ", 2);
      if (parts.length < 2) continue;
      try {
        ticked.add(new Holiday(LocalDate.parse(parts[0]), parts[1].strip()));
      } catch (DateTimeException e) {
        continue;
      }
    }
    return ticked;
  }

  Seen seen(HoursForm form, PublicHolidays holidays, Locale reader) {
    List<Area> regions = holidays.regions(country, reader);
    boolean here = regions.stream().anyMatch(area -> area.code().equals(region));
    LocalDate to = LocalDate.of(from.getYear() + 1, 12, 31);
    List<Offer> offers =
        holidays.between(country, here ? region : "", from, to, reader).stream()
            .map(h -> new Offer(h.date(), h.name(), form.has(h.date())))
            .toList();
    return new Seen(country, here ? region : "", holidays.countries(reader), regions, offers);
  }
}
