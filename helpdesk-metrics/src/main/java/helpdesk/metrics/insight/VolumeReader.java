package helpdesk.metrics.insight;

import helpdesk.calendar.Calendars;
import helpdesk.calendar.OpeningHours;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.DailyMean;
import helpdesk.metrics.formula.Sample;
import helpdesk.metrics.formula.SpikeCause;
import helpdesk.metrics.formula.VolumeSpike;
import helpdesk.metrics.measure.Measure;
import helpdesk.shared.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads how many tickets came in, and which days were out of the ordinary. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class VolumeReader {
  /** How many days are shown at most: the last of the period. */
  public static final int MOST_DAYS = 366;

  private static final int WEEKS = 8;

  /** So many unusual days are explained, those farthest from the usual. */
  private static final int EXPLAINED = 12;

  private final Figures figures;
  private final Calendars calendars;
  private final JdbcClient jdbc;

  VolumeReader(Figures figures, Calendars calendars, JdbcClient jdbc) {
    this.figures = figures;
    this.calendars = calendars;
    this.jdbc = jdbc;
  }

  /** The days of a period, by the filter that is asked for. */
  public Volume read(Question question) {
    return new Reading(question).volume();
  }

  private final class Reading {
    private final Question question;
    private final LocalDate today;
    private final LocalDate first;
    private final LocalDate behind;
    private final Map<LocalDate, String> holidays = holidays();
    private final Map<LocalDate, Long> counts = new TreeMap<>();

    Reading(Question question) {
      this.question = question;
      today = question.asked().asOf().atZone(question.zone()).toLocalDate();
      LocalDate last = question.last().isAfter(today) ? today : question.last();
      behind = last.plusDays(1);
      LocalDate earliest = behind.minusDays(MOST_DAYS);
      first = question.first().isBefore(earliest) ? earliest : question.first();
    }

    Volume volume() {
      if (!first.isBefore(behind)) return new Volume(List.of(), DailyMean.of(Map.of(), today));
      count();
      List<Volume.Day> days = new ArrayList<>();
      Map<LocalDate, Long> own = new TreeMap<>();
      for (LocalDate date = first; date.isBefore(behind); date = date.plusDays(1)) {
        days.add(day(date));
        own.put(date, n(date));
      }
      return new Volume(explained(days), DailyMean.of(own, today));
    }

    private void count() {
      // a desk that did not exist yet had no quiet days
      LocalDate opened = opened();
      LocalDate from = first.minusWeeks(WEEKS);
      if (opened.isAfter(from)) from = opened.isAfter(first) ? first : opened;
      List<LocalDate> dates = Bucket.DAY.beginnings(from, behind);
      Asked asked = question.asked().in(Window.ofDates(from, behind, question.zone()));
      List<Figures.Group> groups =
          figures.series(Metric.TICKETS_CREATED, asked, dates, question.zone());
      for (int i = 0; i < dates.size(); i++) counts.put(dates.get(i), groups.get(i).figure().n());
    }

    private LocalDate opened() {
      return jdbc.sql("SELECT min(at) AS at FROM contribution WHERE measure = :created")
          .param("created", Measure.CREATED.code())
          .query((row, n) -> row.getObject("at") == null ? today : date(row))
          .single();
    }

    private LocalDate date(java.sql.ResultSet row) throws java.sql.SQLException {
      return Sql.instant(row, "at").atZone(question.zone()).toLocalDate();
    }

    private long n(LocalDate date) {
      return counts.getOrDefault(date, 0L);
    }

    /** The same weekday of the weeks before, where it was a day like others. */
    private List<LocalDate> comparable(LocalDate date) {
      List<LocalDate> dates = new ArrayList<>();
      for (int week = 1; week <= WEEKS; week++) {
        LocalDate before = date.minusWeeks(week);
        if (counts.containsKey(before) && !holidays.containsKey(before)) dates.add(before);
      }
      return dates;
    }

    private Volume.Day day(LocalDate date) {
      List<Long> before = comparable(date).stream().map(this::n).toList();
      boolean judged = date.isBefore(today) && !holidays.containsKey(date);
      VolumeSpike spike = VolumeSpike.of(n(date), before);
      return new Volume.Day(
          date,
          n(date),
          spike.median() == null ? null : Sample.of(before).mean(),
          judged ? spike : null,
          holidays.get(date),
          null,
          null);
    }

    private List<Volume.Day> explained(List<Volume.Day> days) {
      List<Volume.Day> unusual =
          days.stream()
              .filter(Volume.Day::unusual)
              .sorted(Comparator.comparingDouble(d -> -Math.abs(z(d))))
              .limit(EXPLAINED)
              .toList();
      if (unusual.isEmpty()) return days;
      Map<LocalDate, Map<String, Long>> tags = parts(unusual, Figures.Dimension.TAG);
      Map<LocalDate, Map<String, Long>> channels = parts(unusual, Figures.Dimension.CHANNEL);
      return days.stream()
          .map(
              day ->
                  unusual.contains(day) ? day.because(cause(day, tags), cause(day, channels)) : day)
          .toList();
    }

    private double z(Volume.Day day) {
      return Objects.requireNonNull(Objects.requireNonNull(day.spike()).z());
    }

    private @Nullable SpikeCause cause(Volume.Day day, Map<LocalDate, Map<String, Long>> parts) {
      return SpikeCause.of(
          Objects.requireNonNull(Objects.requireNonNull(day.spike()).kind()),
          parts.getOrDefault(day.date(), Map.of()),
          comparable(day.date()).stream().map(d -> parts.getOrDefault(d, Map.of())).toList());
    }

    private Map<LocalDate, Map<String, Long>> parts(
        List<Volume.Day> unusual, Figures.Dimension by) {
      Set<LocalDate> needed = new HashSet<>();
      for (Volume.Day day : unusual) {
        needed.add(day.date());
        needed.addAll(comparable(day.date()));
      }
      List<LocalDate> dates = needed.stream().sorted().toList();
      List<Window> windows =
          dates.stream().map(d -> Window.ofDates(d, d.plusDays(1), question.zone())).toList();
      List<Map<String, Long>> found =
          figures.counts(Metric.TICKETS_CREATED, question.asked(), windows, by);
      Map<LocalDate, Map<String, Long>> parts = new HashMap<>();
      for (int i = 0; i < dates.size(); i++) parts.put(dates.get(i), found.get(i));
      return parts;
    }
  }

  /** Dates on which the house is closed, with the name of each where it has one. */
  private Map<LocalDate, String> holidays() {
    Map<LocalDate, String> closed = new HashMap<>();
    List<Calendars.Named> all = calendars.all();
    if (all.isEmpty()) return closed;
    OpeningHours hours = calendars.hours(all.get(0).id());
    hours
        .dates()
        .forEach(
            (date, open) -> {
              if (open.isEmpty()) closed.put(date, hours.names().getOrDefault(date, ""));
            });
    return closed;
  }
}
