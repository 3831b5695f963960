package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.SummedFigure;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.measure.Measure;
import helpdesk.metrics.sum.Dimension;
import helpdesk.metrics.sum.SumReader;
import helpdesk.metrics.sum.Sums;
import helpdesk.metrics.sum.Total;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sql;
import helpdesk.survey.SurveyAnswers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a dashboard: a dozen statements whatever the period, all of one instant of the database, so
 * that its figures agree with each other.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class BoardReader {
  private static final int LOW_RATINGS = 5;
  private static final int NOW = 0;
  private static final int BEFORE = 1;

  /** Of which the sums tell the tiles. */
  private static final Set<Measure> MEASURES =
      EnumSet.of(
          Measure.CREATED,
          Measure.FIRST_RESOLUTION,
          Measure.FIRST_RESPONSE,
          Measure.FIRST_RESPONSE_OUTCOME,
          Measure.FULL_RESOLUTION,
          Measure.RESOLVED_24H_OUTCOME);

  private static final Set<Measure> RANKED =
      EnumSet.of(Measure.FIRST_RESPONSE, Measure.FULL_RESOLUTION);
  private final JdbcClient jdbc;
  private final Sums sums;
  private final SurveyAnswers answers;

  BoardReader(JdbcClient jdbc, Sums sums, SurveyAnswers answers) {
    this.jdbc = jdbc;
    this.sums = sums;
    this.answers = answers;
  }

  /**
   * The dashboard of a period.
   *
   * @param zone whose days are meant
   * @param now until when things count
   */
  public Board read(Period period, ZoneId zone, Instant now) {
    return new Reading(period, zone, now).board();
  }

  private final class Reading {
    private final Period period;
    private final Instant now;
    private final Window window;
    private final Window before;
    private final List<Window> bars;
    private final SumReader reader;
    private final Map<SumReader.Place, Total> totals;

    Reading(Period period, ZoneId zone, Instant now) {
      this.period = period;
      this.now = now;
      window = period.window(now, zone);
      before = period.before(now, zone);
      bars = bars(period.edges(now, zone), window.to());
      reader = sums.open(now);
      totals = read(MEASURES, RANKED, Dimension.ALL, List.of(window, before));
    }

    private Map<SumReader.Place, Total> read(
        Set<Measure> measures, Set<Measure> ranked, Dimension by, List<Window> periods) {
      return reader.read(
          new SumReader.Asked(measures, ranked, by, null, periods, Clockwork.CALENDAR));
    }

    Board board() {
      Stock stock = stock(now, openBefore());
      Map<String, Board.Named> named = named();
      Scores scores = scores(window, before, now);
      return new Board(
          period,
          now,
          window,
          before,
          counted(Metric.TICKETS_CREATED),
          counted(Metric.TICKETS_RESOLVED),
          Tile.of(Metric.BACKLOG_OPEN, count(stock.open), count(stock.openBefore)),
          Tile.alone(Metric.BACKLOG_UNASSIGNED, Figure.count(stock.unassigned)),
          Tile.alone(Metric.BACKLOG_WAITING, Figure.count(stock.waiting)),
          Tile.alone(Metric.UNANSWERED_NOW, Figure.count(stock.unanswered)),
          lasting(Metric.FIRST_RESPONSE_TIME, Measure.FIRST_RESPONSE),
          summed(Metric.FIRST_RESPONSE_WITHIN_TARGET),
          lasting(Metric.FULL_RESOLUTION_TIME, Measure.FULL_RESOLUTION),
          summed(Metric.RESOLVED_WITHIN_24H),
          Tile.of(Metric.CSAT, scores.share(NOW), scores.share(BEFORE)),
          volume(),
          channels(),
          responseTimes(),
          stock.ages(),
          named.get("oldest"),
          named.get("longest"),
          scores.given(NOW),
          answers.lowUnfollowed(LOW_RATINGS));
    }

    private Tile summed(Metric metric) {
      return Tile.of(
          metric,
          SummedFigure.of(metric, totals, NOW, null),
          SummedFigure.of(metric, totals, BEFORE, null));
    }

    private Tile counted(Metric metric) {
      return Tile.of(
          metric,
          count(SummedFigure.of(metric, totals, NOW, null).n()),
          count(SummedFigure.of(metric, totals, BEFORE, null).n()));
    }

    private Tile lasting(Metric metric, Measure measure) {
      return Tile.of(metric, length(metric, measure, NOW), length(metric, measure, BEFORE));
    }

    private Figure length(Metric metric, Measure measure, int when) {
      Figure figure = SummedFigure.of(metric, totals, when, null);
      Total total = totals.get(new SumReader.Place(measure, when, ""));
      return total == null ? figure : figure.within(MedianInterval.of(total));
    }

    private List<Board.Volume> volume() {
      Map<SumReader.Place, Total> each =
          read(
              EnumSet.of(Measure.CREATED, Measure.FIRST_RESOLUTION), Set.of(), Dimension.ALL, bars);
      List<Board.Volume> volume = new ArrayList<>();
      for (int i = 0; i < bars.size(); i++) {
        volume.add(
            new Board.Volume(
                bars.get(i).from(),
                bars.get(i).to(),
                SummedFigure.of(Metric.TICKETS_CREATED, each, i, null).n(),
                SummedFigure.of(Metric.TICKETS_RESOLVED, each, i, null).n()));
      }
      return volume;
    }

    private List<Board.ChannelShare> channels() {
      long whole = SummedFigure.of(Metric.TICKETS_CREATED, totals, NOW, null).n();
      return read(EnumSet.of(Measure.CREATED), Set.of(), Dimension.CHANNEL, List.of(window))
          .entrySet()
          .stream()
          .filter(e -> e.getValue().n() > 0)
          .sorted(
              Comparator.<Map.Entry<SumReader.Place, Total>>comparingLong(e -> -e.getValue().n())
                  .thenComparing(e -> e.getKey().key()))
          .map(
              e ->
                  new Board.ChannelShare(
                      ChannelKind.of(e.getKey().key()), Figure.share(e.getValue().n(), whole)))
          .toList();
    }

    private List<Board.Bin> responseTimes() {
      Total total = totals.get(new SumReader.Place(Measure.FIRST_RESPONSE, NOW, ""));
      List<Board.Bin> bins = new ArrayList<>();
      Long above = null;
      long counted = 0;
      for (Long limit : BoardSql.RESPONSE_LIMITS) {
        long upTo = total == null ? 0 : total.upTo(limit);
        bins.add(new Board.Bin(above, limit, upTo - counted));
        counted = upTo;
        above = limit;
      }
      bins.add(new Board.Bin(above, null, (total == null ? 0 : total.measured()) - counted));
      return bins;
    }

    private long openBefore() {
      Map<SumReader.Place, Total> stays =
          read(
              Metric.BACKLOG_OPEN.made().measures(),
              Set.of(),
              Dimension.ALL,
              List.of(new Window(Instant.EPOCH, before.to())));
      return SummedFigure.of(Metric.BACKLOG_OPEN, stays, 0, null).n();
    }
  }

  private static List<Window> bars(List<Instant> edges, Instant end) {
    List<Window> bars = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++)
      bars.add(new Window(edges.get(i), i + 1 < edges.size() ? edges.get(i + 1) : end));
    return bars;
  }

  private static Figure count(long n) {
    return Figure.count(n).within(Interval.ofCount(n));
  }

  // Satisfaction: how often each score was given in the period and in the one before

  private record Scores(long[][] counts) {
    Figure share(int when) {
      long n = 0;
      for (long count : counts[when]) n += count;
      return Figure.share(counts[when][3] + counts[when][4], n);
    }

    List<Long> given(int when) {
      return java.util.Arrays.stream(counts[when]).boxed().toList();
    }
  }

  private Scores scores(Window window, Window before, Instant now) {
    Scores scores = new Scores(new long[2][5]);
    jdbc.sql(BoardSql.SCORES)
        .param("from", Sql.at(before.from()))
        .param("before_to", Sql.at(before.to()))
        .param("now_from", Sql.at(window.from()))
        .param("to", Sql.at(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)))
        .query(
            row -> {
              int when = row.getBoolean("now") ? NOW : BEFORE;
              scores.counts[when][row.getInt("score") - 1] += row.getLong("n");
            });
    return scores;
  }

  // The backlog

  private record Stock(
      long open,
      long openBefore,
      long unassigned,
      long waiting,
      long unanswered,
      List<Long> older) {
    List<Board.Bin> ages() {
      List<Board.Bin> ages = new ArrayList<>();
      Long above = null;
      long left = open;
      for (int i = 0; i < older.size(); i++) {
        Long limit = BoardSql.AGE_LIMITS.get(i);
        ages.add(new Board.Bin(above, limit, left - older.get(i)));
        left = older.get(i);
        above = limit;
      }
      ages.add(new Board.Bin(above, null, left));
      return ages;
    }
  }

  private Stock stock(Instant now, long openBefore) {
    return jdbc.sql(BoardSql.BACKLOG)
        .param("as_of", Sql.at(now))
        .query(
            (row, n) ->
                new Stock(
                    row.getLong("open"),
                    openBefore,
                    row.getLong("unassigned"),
                    row.getLong("waiting"),
                    row.getLong("unanswered"),
                    List.of((Long[]) row.getArray("older").getArray())))
        .single();
  }

  private Map<String, Board.@Nullable Named> named() {
    Map<String, Board.@Nullable Named> named = new HashMap<>();
    jdbc.sql(BoardSql.STANDING_OUT)
        .query(
            row -> {
              named.put(
                  row.getString("what"),
                  new Board.Named(
                      row.getLong("number"),
                      row.getString("subject"),
                      row.getString("status"),
                      Sql.instant(row, "since")));
            });
    return named;
  }
}
