package helpdesk.metrics.timeline;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import helpdesktest.GoldenCases;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calendars that the worked cases name. */
final class GoldenCalendars {
  private final JsonNode calendars;

  GoldenCalendars(GoldenCases cases) {
    calendars = cases.shared("calendars");
  }

  /** The calendar of that name, null for none. */
  @Nullable Calendar named(@Nullable JsonNode name) {
    if (name == null || name.isNull()) return null;
    JsonNode calendar = calendars.path(name.asString());
    if (calendar.isMissingNode()) throw new AssertionError("No calendar " + name);
    JsonNode versions = calendar.get("versions");
    if (versions == null) return Calendar.of(List.of(version(calendar)));
    return Calendar.of(versions.valueStream().map(GoldenCalendars::version).toList());
  }

  private static Calendar.Version version(JsonNode v) {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    v.path("weekly")
        .propertyStream()
        .forEach(e -> weekly.put(day(e.getKey()), hours(e.getValue())));
    Set<LocalDate> holidays = new HashSet<>();
    v.path("holidays").forEach(d -> holidays.add(LocalDate.parse(d.asString())));
    Map<LocalDate, List<Hours>> special = new HashMap<>();
    v.path("special")
        .propertyStream()
        .forEach(e -> special.put(LocalDate.parse(e.getKey()), hours(e.getValue())));
    Instant from = v.hasNonNull("valid_from") ? GoldenCases.instant(v.get("valid_from")) : null;
    return new Calendar.Version(
        from, ZoneId.of(v.get("zone").asString()), weekly, holidays, special);
  }

  private static DayOfWeek day(String key) {
    return Stream.of(DayOfWeek.values())
        .filter(d -> d.name().toLowerCase(Locale.ROOT).startsWith(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<Hours> hours(JsonNode intervals) {
    List<Hours> hours = new ArrayList<>();
    intervals.forEach(i -> hours.add(Hours.of(i.get(0).asString(), i.get(1).asString())));
    return hours;
  }
}
