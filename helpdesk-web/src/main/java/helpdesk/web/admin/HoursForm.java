package helpdesk.web.admin;

import helpdesk.calendar.Hours;
import helpdesk.calendar.OpeningHours;
import helpdesk.calendar.PublicHolidays;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Opening hours as they are typed in. Nothing here is trusted before {@link #problems} is empty.
 *
 * @param days Monday to Sunday, each with two openings or more, of which any may be empty
 * @param dates dates that are otherwise; without times they are closed
 * @param from the day from which this counts, empty for now
 */
record HoursForm(String name, String zone, List<Day> days, List<Row> dates, String from) {
  private static final int LONGEST_NAME = 120;
  private static final int MOST_DATES = 366;
  private static final int MOST_SLOTS = 12;
  private static final int BLANK_ROWS = 3;

  /** A weekday. */
  record Day(DayOfWeek day, List<Slot> slots) {
    /** Whether nothing is typed in. */
    public boolean closed() {
      return slots.stream().allMatch(Slot::empty);
    }

    /** When the last opening ends that runs past midnight, null if none does. */
    public @Nullable String night() {
      return slots.stream()
          .filter(Slot::overnight)
          .map(Slot::closes)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  /** An opening, {@code HH:mm}. */
  record Slot(String opens, String closes) {
    /** Whether nothing is typed in. */
    public boolean empty() {
      return opens.isEmpty() && closes.isEmpty();
    }

    /** Whether this runs into the next day. */
    public boolean overnight() {
      return !empty() && !wrong() && hours().overnight() && hours().closesAt() > 0;
    }

    private boolean wrong() {
      if (empty()) return false;
      try {
        hours();
        return false;
      } catch (IllegalArgumentException e) {
        return true;
      }
    }

    /** Midnight at the end stands for the end of the day; midnight twice for the whole day. */
    private Hours hours() {
      boolean wholeDay = opens.equals("00:00") && closes.equals("00:00");
      return Hours.of(opens, wholeDay ? "24:00" : closes);
    }
  }

  /** A date that is otherwise, and what it is called. */
  record Row(String date, Slot slot, String name) {
    static final Row BLANK = new Row("", new Slot("", ""), "");

    private boolean isWrong() {
      if (name.length() > LONGEST_NAME) return true;
      if (date.isEmpty()) return !slot.empty();
      return day() == null || slot.wrong() || !slot.empty() && hours().overnight();
    }

    private @Nullable LocalDate day() {
      try {
        return LocalDate.parse(date);
      } catch (DateTimeException e) {
        return null;
      }
    }

    private Hours hours() {
      Hours hours = slot.hours();
      return hours.closesAt() == 0 ? new Hours(hours.opensAt(), 24 * 60) : hours;
    }
  }

  static HoursForm of(String name, OpeningHours hours, LocalDate today) {
    List<Day> days = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Slot> slots = new ArrayList<>();
      hours.weekly().getOrDefault(day, List.of()).forEach(h -> slots.add(slot(h)));
      while (slots.size() < 2) slots.add(new Slot("", ""));
      days.add(new Day(day, slots));
    }
    List<Row> dates = new ArrayList<>();
    hours
        .dates()
        .tailMap(today, true)
        .forEach(
            (date, some) -> {
              String called = hours.names().getOrDefault(date, "");
              if (some.isEmpty()) dates.add(new Row(date.toString(), new Slot("", ""), called));
              some.forEach(h -> dates.add(new Row(date.toString(), slot(h), called)));
            });
    return new HoursForm(name, hours.zone().getId(), days, dates, "").withBlankDates();
  }

  static HoursForm typed(MultiValueMap<String, String> fields) {
    List<Day> days = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String opens = "opens-" + day.getValue();
      days.add(new Day(day, slots(fields, opens, "closes-" + day.getValue())));
    }
    List<String> typed = values(fields, "date");
    List<Slot> slots = slots(fields, "date-opens", "date-closes");
    List<String> names = values(fields, "date-name");
    List<Row> dates = new ArrayList<>();
    for (int n = 0; n < Math.min(typed.size(), slots.size()); n++) {
      dates.add(new Row(typed.get(n), slots.get(n), n < names.size() ? names.get(n) : ""));
    }
    return new HoursForm(
        value(fields, "name"), value(fields, "zone"), days, dates, value(fields, "from"));
  }

  /** The same with room for one more opening on that day. */
  HoursForm withBlankSlot(int weekday) {
    List<Day> more = new ArrayList<>();
    for (Day day : days) {
      List<Slot> slots = new ArrayList<>(day.slots);
      if (day.day.getValue() == weekday && slots.size() < MOST_SLOTS) slots.add(new Slot("", ""));
      more.add(new Day(day.day, slots));
    }
    return new HoursForm(name, zone, more, dates, from);
  }

  /** The same with room for more dates. */
  HoursForm withBlankDates() {
    List<Row> more = new ArrayList<>(dates);
    more.addAll(Collections.nCopies(BLANK_ROWS, Row.BLANK));
    return new HoursForm(name, zone, days, more, from);
  }

  /** The same, closed on these days too; a date that is there already stays as it was typed. */
  HoursForm withHolidays(List<PublicHolidays.Holiday> holidays) {
    if (holidays.isEmpty()) return this;
    List<Row> more = new ArrayList<>(dates);
    more.removeIf(Row.BLANK::equals);
    for (PublicHolidays.Holiday holiday : holidays) {
      if (!has(holiday.date()))
        more.add(new Row(holiday.date().toString(), new Slot("", ""), holiday.name()));
    }
    more.sort(Comparator.comparing(Row::date));
    return new HoursForm(name, zone, days, more, from).withBlankDates();
  }

  /** Whether that date is typed in. */
  boolean has(LocalDate date) {
    return dates.stream().anyMatch(row -> date.toString().equals(row.date));
  }

  /** The day from which this counts, null for now; only without {@link #problems}. */
  @Nullable LocalDate begins() {
    return from.isEmpty() ? null : LocalDate.parse(from);
  }

  /**
   * What cannot be accepted: field to message key.
   *
   * @param now a change may count from any day that begins later
   */
  Map<String, String> problems(Instant now) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      problems.put("name", "admin.hours.wrong.name");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) problems.put("zone", "setup.wrong.zone");
    for (Day day : days) {
      if (day.slots.stream().anyMatch(Slot::wrong))
        problems.put("day-" + day.day.getValue(), "admin.hours.wrong.times");
    }
    if (dates.size() > MOST_DATES || dates.stream().anyMatch(Row::isWrong))
      problems.put("dates", "admin.hours.wrong.dates");
    if (!problems.containsKey("zone") && !from.isEmpty() && !isToCome(now))
      problems.put("from", "admin.hours.wrong.from");
    return problems;
  }

  private boolean isToCome(Instant now) {
    try {
      return LocalDate.parse(from).atStartOfDay(ZoneId.of(zone)).toInstant().isAfter(now);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The same as the calendar keeps it; only without {@link #problems}. */
  OpeningHours hours() {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    for (Day day : days) {
      TreeSet<Hours> some = sorted();
      day.slots.stream().filter(s -> !s.empty()).map(Slot::hours).forEach(some::add);
      if (!some.isEmpty()) weekly.put(day.day, List.copyOf(some));
    }
    NavigableMap<LocalDate, List<Hours>> exceptions = new TreeMap<>();
    Map<LocalDate, String> names = new HashMap<>();
    for (Row row : dates) {
      LocalDate date = row.day();
      if (date == null) continue;
      if (!row.name.isEmpty()) names.putIfAbsent(date, row.name);
      TreeSet<Hours> some = sorted();
      some.addAll(exceptions.getOrDefault(date, List.of()));
      if (!row.slot.empty()) some.add(row.hours());
      exceptions.put(date, List.copyOf(some));
    }
    return new OpeningHours(ZoneId.of(zone), weekly, exceptions, names);
  }

  private static TreeSet<Hours> sorted() {
    return new TreeSet<>(Comparator.comparingInt(Hours::opensAt).thenComparingInt(Hours::closesAt));
  }

  private static Slot slot(Hours hours) {
    return new Slot(reading(hours.opensAt()), reading(hours.closesAt() % (24 * 60)));
  }

  private static String reading(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }

  private static List<Slot> slots(
      MultiValueMap<String, String> fields, String opens, String closes) {
    List<String> from = values(fields, opens);
    List<String> to = values(fields, closes);
    List<Slot> slots = new ArrayList<>();
    for (int n = 0; n < Math.min(from.size(), to.size()); n++) {
      slots.add(new Slot(from.get(n), to.get(n)));
    }
    return slots;
  }

  private static List<String> values(MultiValueMap<String, String> fields, String name) {
    return fields.getOrDefault(name, List.of()).stream().map(String::strip).toList();
  }

  private static String value(MultiValueMap<String, String> fields, String name) {
    List<String> values = values(fields, name);
    return values.isEmpty() ? "" : values.get(0);
  }
}
