package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.board.Board;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.shared.ChannelKind;
import helpdesk.survey.SurveyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The dashboard in words and shapes. What it says is decided by {@link Board}. */
public final class BoardView {
  private static final int COLUMN_HEIGHT = 136;
  private static final int COLUMN_FOOT = 160;
  private final Board board;
  private final Metric arrivals;
  private final Question question;
  private final Words words;
  private final String than;

  BoardView(Board board, Metric arrivals, Question question, Words words) {
    this.board = board;
    this.arrivals = arrivals;
    this.question = question;
    this.words = words;
    than = ScoreView.than(question, words);
  }

  /** Whether the volume is shown by the hour. */
  public boolean hourly() {
    return board.hourly();
  }

  /** The tile of a metric, with what the board knows beside it. */
  TileView tile(Metric metric) {
    return TileView.of(board.tile(metric), than, words, notes(metric));
  }

  private String[] notes(Metric metric) {
    String note =
        switch (metric) {
          case BACKLOG_OPEN -> oldest();
          case BACKLOG_UNASSIGNED -> ofBacklog();
          case FIRST_RESPONSE_TIME -> longestAnswered();
          default -> "";
        };
    return note.isEmpty() ? new String[0] : new String[] {note};
  }

  private String oldest() {
    Figures.Row oldest = board.oldest();
    return oldest == null ? "" : words.say("dashboard.oldest", ago(oldest));
  }

  private String ofBacklog() {
    long open = board.now(Metric.BACKLOG_OPEN).n();
    return open == 0 ? "" : words.say("dashboard.of", words.count(open));
  }

  private String longestAnswered() {
    Double max = board.now(Metric.FIRST_RESPONSE_TIME).max();
    return max == null ? "" : words.say("dashboard.longest", words.duration(max));
  }

  /** How many wait, in the strip below the tiles. */
  public List<TileView> strip() {
    return List.of(tile(Metric.UNANSWERED_NOW), tile(Metric.BACKLOG_WAITING));
  }

  /** Who has waited longest for a first answer and still waits; null if nobody. */
  public Figures.@Nullable Row longest() {
    return board.longest();
  }

  /** The ticket that has been open longest; null if none is open. */
  public Figures.@Nullable Row oldestTicket() {
    return board.oldest();
  }

  /** How long that has been going on. */
  public String ago(Figures.Row row) {
    return words.duration(row.value());
  }

  public VolumeChart volume() {
    return VolumeChart.of(board, question, words);
  }

  /** At which hours of the week something came in. */
  public WeekHours hours() {
    return WeekHours.of(board.arrivals(), words);
  }

  /** Of what the hours of the week are shown. */
  public String arrivals() {
    return arrivals.id();
  }

  /** The sentence beside the chart, which is also its name. */
  public String volumeInWords() {
    return words.say(
        "dashboard.volume.words",
        words.count(board.now(Metric.TICKETS_CREATED).n()),
        words.count(board.now(Metric.TICKETS_RESOLVED).n()));
  }

  public String createdCount() {
    return words.say("dashboard.n.tickets", board.now(Metric.TICKETS_CREATED).n());
  }

  /** What came by which channel. */
  public List<BarView> channels() {
    long most = board.channels().stream().mapToLong(c -> c.figure().hits()).max().orElse(0);
    return board.channels().stream().map(c -> channel(c, most)).toList();
  }

  private BarView channel(Figures.Group group, long most) {
    ChannelKind channel = ChannelKind.of(String.valueOf(group.key()));
    Figure share = group.figure();
    return new BarView(
        words.say("dashboard.channel." + channel.key()),
        icon(channel),
        BarView.share(share.hits(), most),
        "",
        words.count(share.hits()),
        words.percent(share.value()) + " %",
        link(Metric.TICKETS_CREATED, question.address().with("channel", channel.key())));
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
    return words.say("dashboard.n.tickets", board.now(Metric.FIRST_RESPONSE_TIME).n());
  }

  /** The first response in a sentence. */
  public String firstResponseInWords() {
    Figure time = board.now(Metric.FIRST_RESPONSE_TIME);
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
              link(Metric.FIRST_RESPONSE_TIME, limits(bin))));
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
      bars.add(
          new BarView(
              words.say("dashboard.age." + i),
              "",
              BarView.share(bin.n(), most),
              i < 2 ? "" : i < 4 ? "warn" : "bad",
              words.count(bin.n()),
              "",
              link(Metric.BACKLOG_OPEN, limits(bin))));
    }
    return bars;
  }

  public String backlogCount() {
    return words.say("dashboard.open", words.count(board.now(Metric.BACKLOG_OPEN).n()));
  }

  public TileView csat() {
    return tile(Metric.CSAT);
  }

  public boolean hasCsat() {
    return board.now(Metric.CSAT).n() > 0;
  }

  /** The interval in words. */
  public String csatInWords() {
    Interval interval = board.now(Metric.CSAT).interval();
    if (interval == null) return words.say("dashboard.nothing");
    return words.say(
        "dashboard.csat.words",
        words.decimal(interval.low(), 0),
        words.decimal(interval.high(), 0),
        TileView.restsOn(board.now(Metric.CSAT), Metric.CSAT, words));
  }

  /** A place of the interval's drawing: low, high, or the value. */
  public String csatAt(String what) {
    Figure csat = board.now(Metric.CSAT);
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
              link(Metric.CSAT, limits(new Board.Bin(score - 1L, (long) score, n)))));
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
            (double) question.asked().asOf().getEpochSecond()
                - answer.submittedAt().getEpochSecond()));
  }

  /** Where a figure is explained, of the same tickets and the same time. */
  public String link(String metric) {
    return link(Metric.of(metric).orElseThrow(), question.address());
  }

  private static String link(Metric metric, Address address) {
    return address.at("/dashboard/metrics/" + metric.id());
  }

  private Address limits(Board.Bin bin) {
    return question
        .address()
        .with("above", bin.above() == null ? null : bin.above().toString())
        .with("up_to", bin.upTo() == null ? null : bin.upTo().toString());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
