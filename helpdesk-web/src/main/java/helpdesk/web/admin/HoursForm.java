package helpdesk.web.admin;

import helpdesk.calendar.Hours;
import helpdesk.calendar.OpeningHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
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
 * @param days Monday to Sunday, each with two openings, of which either may be empty
 * @param dates dates that are otherwise; without times they are closed
 */
record HoursForm(String name, String zone, List<Day> days, List<Row> dates) {
  private static final int LONGEST_NAME = 120;
  private static final int MOST_DATES = 366;
  private static final int BLANK_ROWS = 3;

  /** A weekday. */
  record Day(DayOfWeek day, List<Slot> slots) {
    /** Whether nothing is typed in. */
    public boolean closed() {
      return slots.stream().allMatch(Slot::empty);
    }
  }

  /** An opening, {@code HH:mm}. */
  record Slot(String opens, String closes) {
    /** Whether nothing is typed in. */
    public boolean empty() {
      return opens.isEmpty() && closes.isEmpty();
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

  /** A date that is otherwise. */
  record Row(String date, Slot slot) {
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
              if (some.isEmpty()) dates.add(new Row(date.toString(), new Slot("", "")));
              some.forEach(h -> dates.add(new Row(date.toString(), slot(h))));
            });
    for (int n = 0; n < BLANK_ROWS; n++) dates.add(new Row("", new Slot("", "")));
    return new HoursForm(name, hours.zone().getId(), days, dates);
  }

  static HoursForm typed(MultiValueMap<String, String> fields) {
    List<Day> days = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String opens = "opens-" + day.getValue();
      days.add(new Day(day, slots(fields, opens, "closes-" + day.getValue())));
    }
    List<String> typed = values(fields, "date");
    List<Slot> slots = slots(fields, "date-opens", "date-closes");
    List<Row> dates = new ArrayList<>();
    for (int n = 0; n < Math.min(typed.size(), slots.size()); n++) {
      dates.add(new Row(typed.get(n), slots.get(n)));
    }
    return new HoursForm(value(fields, "name"), value(fields, "zone"), days, dates);
  }

  /** What cannot be accepted: field to message key. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      problems.put("name", "admin.hours.wrong.name");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) problems.put("zone", "setup.wrong.zone");
    for (Day day : days) {
      if (day.slots.stream().anyMatch(Slot::wrong))
        problems.put("day-" + day.day.getValue(), "admin.hours.wrong.times");
    }
    if (dates.size() > MOST_DATES || dates.stream().anyMatch(HoursForm::isWrong))
      problems.put("dates", "admin.hours.wrong.dates");
    return problems;
  }

  private static boolean isWrong(Row row) {
    if (row.date.isEmpty()) return !row.slot.empty();
    return row.day() == null || row.slot.wrong() || !row.slot.empty() && row.hours().overnight();
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
    for (Row row : dates) {
      LocalDate date = row.day();
      if (date == null) continue;
      TreeSet<Hours> some = sorted();
      some.addAll(exceptions.getOrDefault(date, List.of()));
      if (!row.slot.empty()) some.add(row.hours());
      exceptions.put(date, List.copyOf(some));
    }
    return new OpeningHours(ZoneId.of(zone), weekly, exceptions);
  }

  private static TreeSet<Hours> sorted() {
    return new TreeSet<>(
        java.util.Comparator.comparingInt(Hours::opensAt).thenComparingInt(Hours::closesAt));
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
