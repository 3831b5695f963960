package helpdesk.web.admin;

import helpdesk.agent.TeamId;
import helpdesk.calendar.CalendarId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.sla.SlaConditions;
import helpdesk.sla.SlaHours;
import helpdesk.sla.SlaPolicy;
import helpdesk.sla.SlaTarget;
import helpdesk.sla.SlaWording;
import helpdesk.tag.Tags;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A policy as it is typed in. Nothing here is trusted before {@link #problems} is empty.
 *
 * @param channels stored words; none is any channel, and so for the priorities and teams
 * @param anyTag tags with commas between them
 * @param hours {@code desk}, {@code always} or the id of a calendar
 * @param pauses stored words of the statuses in which the resolution rests
 * @param rows the most urgent first
 */
record SlaForm(
    String name,
    Set<String> channels,
    Set<String> priorities,
    Set<String> teams,
    String anyTag,
    String allTags,
    String hours,
    Set<String> pauses,
    List<Row> rows) {
  private static final String DESK = "desk";
  private static final String ALWAYS = "always";
  private static final int MINUTES_PER_HOUR = 60;
  private static final List<Priority> URGENT_FIRST =
      List.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW);

  /** The targets of one priority. */
  record Row(Priority priority, List<Cell> cells) {}

  /**
   * One target.
   *
   * @param amount nothing, or how many of the unit
   * @param unit {@code h} or {@code min}
   */
  record Cell(SlaTarget target, String amount, String unit) {
    static Cell of(SlaTarget target, @Nullable Duration length) {
      if (length == null) return new Cell(target, "", "h");
      boolean hours = length.toMinutesPart() == 0;
      long amount = hours ? length.toHours() : length.toMinutes();
      return new Cell(target, Long.toString(amount), hours ? "h" : "min");
    }

    /** Whether something is typed in that is no length. */
    public boolean wrong() {
      return !amount.isEmpty() && length() == null;
    }

    /** How long it may take, null where that says nothing or makes no sense. */
    @Nullable Duration length() {
      if (!amount.matches("[0-9]{1,6}")) return null;
      long number = Long.parseLong(amount);
      Duration length = Duration.ofMinutes(unit.equals("h") ? number * MINUTES_PER_HOUR : number);
      boolean tooLong = length.compareTo(SlaWording.LONGEST_TARGET) > 0;
      return length.isZero() || tooLong ? null : length;
    }
  }

  /** An empty one: for every ticket, in the desk's hours, resting as it usually does. */
  static SlaForm empty() {
    return new SlaForm(
        "",
        Set.of(),
        Set.of(),
        Set.of(),
        "",
        "",
        DESK,
        words(SlaPolicy.USUAL_PAUSES, Status::key),
        rows((target, priority) -> Cell.of(target, null)));
  }

  static SlaForm of(SlaWording wording) {
    SlaConditions when = wording.when();
    return new SlaForm(
        wording.name(),
        words(when.channels(), ChannelKind::key),
        words(when.priorities(), Priority::key),
        words(when.teams(), TeamId::toString),
        listed(when.anyTag()),
        listed(when.allTags()),
        hours(wording.hours()),
        words(wording.pausedIn(), Status::key),
        rows((target, priority) -> Cell.of(target, wording.target(target, priority))));
  }

  static SlaForm typed(MultiValueMap<String, String> fields) {
    return new SlaForm(
        value(fields, "name"),
        values(fields, "channel", words(List.of(ChannelKind.values()), ChannelKind::key)),
        values(fields, "priority", words(List.of(Priority.values()), Priority::key)),
        values(fields, "team", null),
        value(fields, "any-tag"),
        value(fields, "all-tags"),
        value(fields, "hours"),
        values(fields, "pause", words(SlaPolicy.USUAL_PAUSES, Status::key)),
        rows(
            (target, priority) -> {
              String field = target.key() + "-" + priority.key();
              String unit = value(fields, "unit-" + field).equals("min") ? "min" : "h";
              return new Cell(target, value(fields, "amount-" + field), unit);
            }));
  }

  /**
   * What cannot be accepted: field to message key.
   *
   * @param calendars those that may be chosen
   */
  Map<String, String> problems(Set<CalendarId> calendars) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (name.isEmpty() || name.length() > SlaWording.LONGEST_NAME)
      problems.put("name", "sla.wrong.name");
    if (!wellFormed(anyTag)) problems.put("any-tag", "sla.wrong.tags");
    if (!wellFormed(allTags)) problems.put("all-tags", "sla.wrong.tags");
    for (Row row : rows) {
      if (row.cells.stream().anyMatch(Cell::wrong))
        problems.put("amounts-" + row.priority.key(), "sla.wrong.amount");
    }
    SlaHours chosen = chosenHours();
    boolean known =
        chosen != null && (chosen.calendar() == null || calendars.contains(chosen.calendar()));
    if (!known) problems.put("hours", "sla.wrong.hours");
    return problems;
  }

  /**
   * The same as the desk keeps it. Before {@link #problems} is empty it is what could be
   * understood, good enough to try.
   */
  SlaWording wording() {
    Map<SlaTarget, Map<Priority, Duration>> targets = new EnumMap<>(SlaTarget.class);
    for (Row row : rows) {
      for (Cell cell : row.cells) {
        Duration length = cell.length();
        if (length == null) continue;
        targets
            .computeIfAbsent(cell.target, t -> new EnumMap<>(Priority.class))
            .put(row.priority, length);
      }
    }
    SlaHours chosen = chosenHours();
    boolean named = !name.isEmpty() && name.length() <= SlaWording.LONGEST_NAME;
    return new SlaWording(
        named ? name : "?",
        conditions(),
        chosen == null ? SlaHours.DESK : chosen,
        read(pauses, Status::of),
        targets);
  }

  private SlaConditions conditions() {
    return new SlaConditions(
        read(priorities, Priority::of),
        read(channels, ChannelKind::of),
        read(teams, TeamId::valueOf),
        tags(anyTag),
        tags(allTags));
  }

  private @Nullable SlaHours chosenHours() {
    if (hours.equals(DESK)) return SlaHours.DESK;
    if (hours.equals(ALWAYS)) return SlaHours.DAY_AND_NIGHT;
    return hours.matches("[0-9]{1,18}") ? SlaHours.of(CalendarId.valueOf(hours)) : null;
  }

  private static String hours(SlaHours hours) {
    if (hours.dayAndNight()) return ALWAYS;
    return hours.calendar() == null ? DESK : hours.calendar().toString();
  }

  private static boolean wellFormed(String list) {
    try {
      split(list).forEach(Tags::plain);
      return true;
    } catch (DomainException e) {
      return false;
    }
  }

  private static Set<String> tags(String list) {
    return wellFormed(list) ? split(list).map(Tags::plain).collect(Collectors.toSet()) : Set.of();
  }

  private static Stream<String> split(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(tag -> !tag.isEmpty());
  }

  private static String listed(Set<String> tags) {
    return tags.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Fills a cell of the table. */
  private interface Filling {
    Cell cell(SlaTarget target, Priority priority);
  }

  private static List<Row> rows(Filling filling) {
    List<Row> rows = new ArrayList<>();
    for (Priority priority : URGENT_FIRST) {
      List<Cell> cells =
          Arrays.stream(SlaTarget.values()).map(target -> filling.cell(target, priority)).toList();
      rows.add(new Row(priority, cells));
    }
    return rows;
  }

  private static <T> Set<String> words(Collection<T> some, Function<T, String> word) {
    return some.stream().map(word).collect(Collectors.toSet());
  }

  private static <T> Set<T> read(Set<String> words, Function<String, T> reader) {
    return words.stream().map(reader).collect(Collectors.toSet());
  }

  /**
   * What was chosen of a field; null allows ids, of which only a forged form names unknown ones.
   */
  private static Set<String> values(
      MultiValueMap<String, String> fields, String name, @Nullable Set<String> allowed) {
    return fields.getOrDefault(name, List.of()).stream()
        .filter(v -> allowed == null ? v.matches("[0-9]{1,18}") : allowed.contains(v))
        .collect(Collectors.toSet());
  }

  private static String value(MultiValueMap<String, String> fields, String name) {
    String value = fields.getFirst(name);
    return value == null ? "" : value.strip();
  }
}
