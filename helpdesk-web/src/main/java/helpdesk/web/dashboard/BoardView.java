package helpdesk.web.dashboard;

import helpdesk.metrics.board.Board;
import helpdesk.metrics.board.Tile;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.shared.ChannelKind;
import helpdesk.survey.SurveyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dashboard in words and shapes. What it says is decided by {@link Board}. */
public final class BoardView {
  private static final int COLUMN_HEIGHT = 136;
  private static final int COLUMN_FOOT = 160;
  private final Board board;
  private final Words words;

  BoardView(Board board, Words words) {
    this.board = board;
    this.words = words;
  }

  public String period() {
    return board.period().key();
  }

  /** Words in the reader's language. */
  public Words words() {
    return words;
  }

  public String asOf() {
    return words.clock(board.asOf());
  }

  /** The tile of a metric that the board has read anyway, with what it knows beside it. */
  Optional<TileView> tile(Metric metric) {
    return Stream.of(
            board.created(),
            board.resolved(),
            board.backlog(),
            board.unassigned(),
            board.firstResponse(),
            board.firstResponseInTarget(),
            board.fullResolution(),
            board.resolvedWithin24h(),
            board.waiting(),
            board.unanswered(),
            board.csat())
        .filter(tile -> tile.metric() == metric)
        .findFirst()
        .map(tile -> tile(tile, notes(tile)));
  }

  private String[] notes(Tile tile) {
    return switch (tile.metric()) {
      case BACKLOG_OPEN -> new String[] {oldest()};
      case BACKLOG_UNASSIGNED -> new String[] {ofBacklog()};
      case FIRST_RESPONSE_TIME -> new String[] {p90(tile), longestAnswered()};
      case FIRST_RESPONSE_WITHIN_TARGET, RESOLVED_WITHIN_24H -> new String[] {target(tile)};
      case FULL_RESOLUTION_TIME -> new String[] {p90(tile)};
      default -> new String[0];
    };
  }

  private TileView tile(Tile tile, String... notes) {
    String[] told = java.util.Arrays.stream(notes).filter(n -> !n.isEmpty()).toArray(String[]::new);
    return TileView.of(tile, board.period(), words, told);
  }

  private String oldest() {
    Board.Named oldest = board.oldest();
    return oldest == null ? "" : words.say("dashboard.oldest", ago(oldest));
  }

  private String ofBacklog() {
    long open = board.backlog().now().n();
    return open == 0 ? "" : words.say("dashboard.of", words.count(open));
  }

  private String p90(Tile tile) {
    Double p90 = tile.now().p90();
    return p90 == null ? "" : words.say("dashboard.p90", words.duration(p90));
  }

  private String longestAnswered() {
    Double max = board.firstResponse().now().max();
    return max == null ? "" : words.say("dashboard.longest", words.duration(max));
  }

  private String target(Tile tile) {
    java.time.Duration target = tile.metric().target();
    Interval interval = tile.now().interval();
    if (target == null || interval == null) return "";
    return words.say(
        "dashboard.interval", words.decimal(interval.low(), 0), words.decimal(interval.high(), 0));
  }

  /** How many wait, in the strip below the tiles. */
  public List<TileView> strip() {
    return List.of(tile(board.unanswered()), tile(board.waiting()));
  }

  /** Who has waited longest for a first answer and still waits; null if nobody. */
  public Board.@Nullable Named longest() {
    return board.longest();
  }

  /** The ticket that has been open longest; null if none is open. */
  public Board.@Nullable Named oldestTicket() {
    return board.oldest();
  }

  /** How long that has been going on. */
  public String ago(Board.Named named) {
    return words.duration((double) board.asOf().getEpochSecond() - named.since().getEpochSecond());
  }

  public VolumeChart volume() {
    return VolumeChart.of(board, words);
  }

  /** The sentence beside the chart, which is also its name. */
  public String volumeInWords() {
    return words.say(
        "dashboard.volume.words",
        words.count(board.created().now().n()),
        words.count(board.resolved().now().n()));
  }

  public String createdCount() {
    return words.say("dashboard.n.tickets", board.created().now().n());
  }

  /** What came by which channel. */
  public List<BarView> channels() {
    long most = board.channels().stream().mapToLong(c -> c.share().hits()).max().orElse(0);
    return board.channels().stream()
        .map(
            c ->
                new BarView(
                    words.say("dashboard.channel." + c.channel().key()),
                    icon(c.channel()),
                    BarView.share(c.share().hits(), most),
                    "",
                    words.count(c.share().hits()),
                    words.percent(c.share().value()) + " %",
                    link(Metric.TICKETS_CREATED, "channel=" + c.channel().key())))
        .toList();
  }

  private static String icon(ChannelKind channel) {
    return switch (channel) {
      case EMAIL -> "mail";
      case CHAT, SMS -> "message-circle";
      case PHONE -> "phone";
      case WEBFORM -> "world";
      case SOCIAL -> "at";
      case IN_PERSON -> "user";
      case API -> "bolt";
    };
  }

  public String firstResponseCount() {
    return words.say("dashboard.n.tickets", board.firstResponse().now().n());
  }

  /** The first response in a sentence. */
  public String firstResponseInWords() {
    Figure time = board.firstResponse().now();
    if (time.value() == null) return words.say("dashboard.nothing");
    return words.say(
        "dashboard.first-response.words",
        words.duration(time.median()),
        words.duration(time.p90()));
  }

  /** The histogram of the first response time, with the target behind the fourth column. */
  public List<ColumnView> responseTimes() {
    List<Board.Bin> bins = board.responseTimes();
    long most = bins.stream().mapToLong(Board.Bin::n).max().orElse(0);
    double each = 100.0 / bins.size();
    List<ColumnView> columns = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      Board.Bin bin = bins.get(i);
      int height = most == 0 ? 0 : (int) Math.round((double) COLUMN_HEIGHT * bin.n() / most);
      if (bin.n() > 0) height = Math.max(2, height);
      String tone = bin.upTo() == null ? "over" : bin.upTo() > 21_600 ? "late" : "";
      columns.add(
          new ColumnView(
              words.say("dashboard.bin." + i),
              words.count(bin.n()),
              tone,
              percent(each * i + each * 0.08),
              percent(each * 0.84),
              percent(each * (i + 0.5)),
              COLUMN_FOOT - height,
              height,
              link(Metric.FIRST_RESPONSE_TIME, limits(bin.above(), bin.upTo()))));
    }
    return columns;
  }

  /** The backlog by age. */
  public List<BarView> ages() {
    List<Board.Bin> bins = board.ages();
    long most = bins.stream().mapToLong(Board.Bin::n).max().orElse(0);
    List<BarView> bars = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      Board.Bin bin = bins.get(i);
      // an age belongs to the band whose lower edge it has reached
      Long above = bin.above() == null ? null : bin.above() - 1;
      Long upTo = bin.upTo() == null ? null : bin.upTo() - 1;
      bars.add(
          new BarView(
              words.say("dashboard.age." + i),
              "",
              BarView.share(bin.n(), most),
              i < 2 ? "" : i < 4 ? "warn" : "bad",
              words.count(bin.n()),
              "",
              link(Metric.BACKLOG_OPEN, limits(above, upTo))));
    }
    return bars;
  }

  public String backlogCount() {
    return words.say("dashboard.open", words.count(board.backlog().now().n()));
  }

  public TileView csat() {
    return tile(board.csat());
  }

  public boolean hasCsat() {
    return board.csat().now().n() > 0;
  }

  /** The interval in words. */
  public String csatInWords() {
    Interval interval = board.csat().now().interval();
    if (interval == null) return words.say("dashboard.nothing");
    return words.say(
        "dashboard.csat.words",
        words.decimal(interval.low(), 0),
        words.decimal(interval.high(), 0),
        TileView.restsOn(board.csat().now(), Metric.CSAT, words));
  }

  /** A place of the interval's drawing: low, high, or the value. */
  public String csatAt(String what) {
    Figure csat = board.csat().now();
    Interval interval = csat.interval();
    if (interval == null || csat.value() == null) return "0%";
    double share =
        switch (what) {
          case "low" -> interval.low();
          case "high" -> interval.high();
          default -> csat.value();
        };
    return percent(1 + 0.98 * share); // the track has round ends of 1 %
  }

  /** How often each score was given, the best first. */
  public List<BarView> scores() {
    long most = board.scores().stream().mapToLong(n -> n).max().orElse(0);
    List<BarView> bars = new ArrayList<>();
    for (int score = 5; score >= 1; score--) {
      long n = board.scores().get(score - 1);
      bars.add(
          new BarView(
              words.say("dashboard.score." + score),
              "face-" + score,
              BarView.share(n, most),
              score < 3 ? "bad" : score == 3 ? "n" : "",
              words.count(n),
              "",
              link(Metric.CSAT, "above=" + (score - 1) + "&up_to=" + score)));
    }
    return bars;
  }

  public List<SurveyAnswer> lowRatings() {
    return board.lowRatings();
  }

  /** How long ago an answer came. */
  public String since(SurveyAnswer answer) {
    return words.say(
        "dashboard.ago",
        words.duration(
            (double) board.asOf().getEpochSecond() - answer.submittedAt().getEpochSecond()));
  }

  /** Where a figure is explained. */
  public String link(Metric metric, String filter) {
    String path = "/dashboard/metrics/" + metric.id() + "?period=" + board.period().key();
    return filter.isEmpty() ? path : path + "&" + filter;
  }

  /** Where a figure is explained. */
  public String link(String metric) {
    return link(Metric.of(metric).orElseThrow(), "");
  }

  private static String limits(@Nullable Long above, @Nullable Long upTo) {
    String low = above == null ? "" : "above=" + above;
    String high = upTo == null ? "" : "up_to=" + upTo;
    return low + (low.isEmpty() || high.isEmpty() ? "" : "&") + high;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
