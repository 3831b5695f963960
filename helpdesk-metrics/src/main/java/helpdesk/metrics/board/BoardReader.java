package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sql;
import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a dashboard: six statements whatever the period, all of one instant of the database, so
 * that its figures agree with each other.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class BoardReader {
  private static final int LOW_RATINGS = 5;
  private final JdbcClient jdbc;
  private final SurveyAnswers answers;

  BoardReader(JdbcClient jdbc, SurveyAnswers answers) {
    this.jdbc = jdbc;
    this.answers = answers;
  }

  /**
   * The dashboard of a period.
   *
   * @param zone whose days are meant
   * @param now until when things count
   */
  public Board read(Period period, ZoneId zone, Instant now) {
    Asking asking = new Asking(period, zone, now);
    Volumes volumes = volumes(asking);
    Map<String, Share> shares = shares(asking);
    Map<String, Lengths> lengths = lengths(asking);
    Stock stock = stock(asking);
    Map<String, Board.Named> named = named();
    List<SurveyAnswer> low = answers.lowUnfollowed(LOW_RATINGS);
    return new Board(
        period,
        now,
        asking.window,
        asking.before,
        counted(Metric.TICKETS_CREATED, volumes.created, volumes.createdBefore),
        counted(Metric.TICKETS_RESOLVED, volumes.resolved, volumes.resolvedBefore),
        counted(Metric.BACKLOG_OPEN, stock.open, stock.openBefore),
        Tile.alone(Metric.BACKLOG_UNASSIGNED, Figure.count(stock.unassigned)),
        Tile.alone(Metric.BACKLOG_WAITING, Figure.count(stock.waiting)),
        Tile.alone(Metric.UNANSWERED_NOW, Figure.count(stock.unanswered)),
        lasting(Metric.FIRST_RESPONSE_TIME, lengths),
        shared(Metric.FIRST_RESPONSE_WITHIN_TARGET, shares),
        lasting(Metric.FULL_RESOLUTION_TIME, lengths),
        shared(Metric.RESOLVED_WITHIN_24H, shares),
        shared(Metric.CSAT, shares),
        volumes.chart(asking),
        volumes.shares(),
        lengths.getOrDefault(key(Metric.FIRST_RESPONSE_TIME, true), Lengths.NONE).bins(),
        stock.ages(),
        named.get("oldest"),
        named.get("longest"),
        shares.getOrDefault(key(Metric.CSAT, true), new Share()).scores(),
        low);
  }

  private static final class Asking {
    final Window window;
    final Window before;
    final Instant end;
    final Instant now;
    final List<Instant> edges;

    Asking(Period period, ZoneId zone, Instant now) {
      this.now = now;
      window = period.window(now, zone);
      before = period.before(now, zone);
      end = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      edges = period.edges(now, zone);
    }
  }

  private StatementSpec bind(String sql, Asking asking) {
    Duration target = Metric.FIRST_RESPONSE_WITHIN_TARGET.target();
    return jdbc.sql(sql)
        .param("from", Sql.at(asking.before.from()))
        .param("before_to", Sql.at(asking.before.to()))
        .param("now_from", Sql.at(asking.window.from()))
        .param("to", Sql.at(asking.end))
        .param("as_of", Sql.at(asking.now))
        .param("target", target == null ? 0 : target.toSeconds());
  }

  // Volume: bucket 0 is the period before, bucket i begins at edge i-1.

  private static final class Volumes {
    long created;
    long createdBefore;
    long resolved;
    long resolvedBefore;
    final Map<Integer, long[]> buckets = new HashMap<>();
    final Map<ChannelKind, Long> channels = new HashMap<>();

    void add(String metric, int bucket, @Nullable String channel, long n) {
      boolean creation = metric.equals(Metric.TICKETS_CREATED.id());
      if (bucket == 0) {
        if (creation) createdBefore += n;
        else resolvedBefore += n;
        return;
      }
      long[] both = buckets.computeIfAbsent(bucket, b -> new long[2]);
      both[creation ? 0 : 1] += n;
      if (creation) created += n;
      else resolved += n;
      if (channel != null) channels.merge(ChannelKind.of(channel), n, Long::sum);
    }

    List<Board.Volume> chart(Asking asking) {
      List<Board.Volume> chart = new ArrayList<>();
      for (int i = 0; i < asking.edges.size(); i++) {
        long[] both = buckets.getOrDefault(i + 1, new long[2]);
        Instant to = i + 1 < asking.edges.size() ? asking.edges.get(i + 1) : asking.window.to();
        chart.add(new Board.Volume(asking.edges.get(i), to, both[0], both[1]));
      }
      return chart;
    }

    List<Board.ChannelShare> shares() {
      return channels.entrySet().stream()
          .sorted(Map.Entry.<ChannelKind, Long>comparingByValue().reversed())
          .map(e -> new Board.ChannelShare(e.getKey(), Figure.share(e.getValue(), created)))
          .toList();
    }
  }

  private Volumes volumes(Asking asking) {
    Volumes volumes = new Volumes();
    bind(BoardSql.VOLUME, asking)
        .param("edges", asking.edges.stream().map(Instant::toString).toArray(String[]::new))
        .query(
            row -> {
              volumes.add(
                  row.getString("metric"),
                  row.getInt("bucket"),
                  row.getString("channel"),
                  row.getLong("n"));
            });
    return volumes;
  }

  private static Tile counted(Metric metric, long now, long before) {
    return Tile.of(metric, withInterval(now), withInterval(before));
  }

  private static Figure withInterval(long n) {
    return new Figure((double) n, n, 0, Interval.ofCount(n), null, null, null, null, null);
  }

  // Shares

  private static final class Share {
    long n;
    long hits;
    final long[] scores = new long[5];

    List<Long> scores() {
      return Arrays.stream(scores).boxed().toList();
    }
  }

  private Map<String, Share> shares(Asking asking) {
    Map<String, Share> shares = new HashMap<>();
    bind(BoardSql.SHARES, asking)
        .query(
            row -> {
              String key = row.getString("metric") + row.getBoolean("now");
              Share share = shares.computeIfAbsent(key, k -> new Share());
              share.n += row.getLong("n");
              share.hits += row.getLong("hits");
              int score = row.getInt("score");
              if (score > 0) share.scores[score - 1] += row.getLong("n");
            });
    return shares;
  }

  private static Tile shared(Metric metric, Map<String, Share> shares) {
    Share now = shares.getOrDefault(key(metric, true), new Share());
    Share before = shares.getOrDefault(key(metric, false), new Share());
    return Tile.of(metric, Figure.share(now.hits, now.n), Figure.share(before.hits, before.n));
  }

  // Durations

  private record Lengths(Figure figure, List<Long> atMost) {
    static final Lengths NONE =
        new Lengths(
            new Figure(null, 0, 0, null, null, null, null, null, null),
            BoardSql.RESPONSE_LIMITS.stream().map(limit -> 0L).toList());

    List<Board.Bin> bins() {
      List<Board.Bin> bins = new ArrayList<>();
      Long above = null;
      long counted = 0;
      for (int i = 0; i < atMost.size(); i++) {
        Long limit = BoardSql.RESPONSE_LIMITS.get(i);
        bins.add(new Board.Bin(above, limit, atMost.get(i) - counted));
        counted = atMost.get(i);
        above = limit;
      }
      bins.add(new Board.Bin(above, null, figure.n() - counted));
      return bins;
    }
  }

  private Map<String, Lengths> lengths(Asking asking) {
    Map<String, Lengths> lengths = new HashMap<>();
    bind(BoardSql.DURATIONS, asking)
        .param("grid", Quantiles.GRID)
        .query(
            row -> {
              lengths.put(row.getString("metric") + row.getBoolean("now"), length(row));
            });
    return lengths;
  }

  private static Lengths length(ResultSet row) throws SQLException {
    long n = row.getLong("n");
    Quantiles quantiles = new Quantiles(List.of((Double[]) row.getArray("quantiles").getArray()));
    Figure figure =
        new Figure(
            quantiles.median(),
            n,
            0,
            quantiles.ofMedian(n),
            row.getDouble("mean"),
            quantiles.median(),
            quantiles.p90(),
            row.getDouble("max"),
            null);
    return new Lengths(figure, List.of((Long[]) row.getArray("at_most").getArray()));
  }

  private static Tile lasting(Metric metric, Map<String, Lengths> lengths) {
    return Tile.of(
        metric,
        lengths.getOrDefault(key(metric, true), Lengths.NONE).figure,
        lengths.getOrDefault(key(metric, false), Lengths.NONE).figure);
  }

  private static String key(Metric metric, boolean now) {
    return metric.id() + now;
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

  private Stock stock(Asking asking) {
    return bind(BoardSql.BACKLOG, asking)
        .query(
            (row, n) ->
                new Stock(
                    row.getLong("open"),
                    row.getLong("open_before"),
                    row.getLong("unassigned"),
                    row.getLong("waiting"),
                    row.getLong("unanswered"),
                    List.of((Long[]) row.getArray("older").getArray())))
        .single();
  }

  private Map<String, Board.Named> named() {
    Map<String, Board.Named> named = new HashMap<>();
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
