package helpdesk.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The public holidays of countries and their regions, computed, without asking anybody. They are
 * proposals: whether the desk is closed on such a day, a person says.
 */
@Component
public class PublicHolidays {
  /** A country or a part of one, by its code and the name it has for the reader. */
  public record Area(String code, String name) {}

  /** A day on which most are closed there. */
  public record Holiday(LocalDate date, String name) {}

  /** The countries that are known, by name. */
  public List<Area> countries(Locale reader) {
    return HolidayManager.getSupportedCalendarCodes().stream()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .filter(code -> code.length() == 2) // the others are exchanges and the like
        .map(code -> new Area(code, new Locale("", code).getDisplayCountry(reader)))
        .filter(area -> !area.name.equalsIgnoreCase(area.code))
        .distinct()
        .sorted(byName(reader))
        .toList();
  }

  /** The regions of a country that have holidays of their own, by name; none if it is not known. */
  public List<Area> regions(String country, Locale reader) {
    if (!isKnown(country)) return List.of();
    return manager(country).getCalendarHierarchy().getChildren().values().stream()
        .map(region -> new Area(region.getId(), name(region, reader)))
        .sorted(byName(reader))
        .toList();
  }

  /**
   * The public holidays of a country, and of a region of it, in order. Two of one date are one.
   *
   * @param region empty for the whole country only; one that is not known adds nothing
   * @param to the last day
   */
  public List<Holiday> between(
      String country, String region, LocalDate from, LocalDate to, Locale reader) {
    if (!isKnown(country)) return List.of();
    HolidayManager manager = manager(country);
    boolean inRegion = manager.getCalendarHierarchy().getChildren().containsKey(region);
    String[] part = inRegion ? new String[] {region} : new String[0];
    Map<LocalDate, String> names =
        manager.getHolidays(from, to, HolidayType.PUBLIC_HOLIDAY, part).stream()
            .collect(
                Collectors.toMap(
                    holiday -> holiday.getDate(),
                    holiday -> holiday.getDescription(language("holiday", reader)),
                    (one, other) -> one.compareTo(other) < 0 ? one : other,
                    TreeMap::new));
    return names.entrySet().stream().map(e -> new Holiday(e.getKey(), e.getValue())).toList();
  }

  private static boolean isKnown(String country) {
    return country.length() == 2
        && HolidayManager.getSupportedCalendarCodes().stream().anyMatch(country::equalsIgnoreCase);
  }

  /** The library keeps those that were read. */
  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country));
  }

  /** English where the library does not speak the reader's language, not the server's language. */
  private static Locale language(String what, Locale reader) {
    String texts = "/descriptions/" + what + "_descriptions_" + reader.getLanguage();
    return HolidayManager.class.getResource(texts + ".properties") == null ? Locale.ROOT : reader;
  }

  /** What the library does not name goes by its code. */
  private static String name(CalendarHierarchy region, Locale reader) {
    String name = region.getDescription(language("country", reader));
    return name.equals("undefined") ? region.getId().toUpperCase(Locale.ROOT) : name;
  }

  private static Comparator<Area> byName(Locale reader) {
    return Comparator.comparing(Area::name, Collator.getInstance(reader));
  }
}
