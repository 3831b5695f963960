package helpdesk.web.dashboard;

import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.goal.Goal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person writes about a goal.
 *
 * @param target a number as it was written, with a comma or a point
 * @param unit of a duration: {@code min}, {@code h} or {@code d}
 * @param direction {@code higher} or {@code lower}
 * @param version the edition that was seen, 0 for a new goal
 * @param close {@code reached} or {@code dropped} to close it
 */
record GoalForm(
    @Nullable String target,
    @Nullable String unit,
    @Nullable String direction,
    @Nullable String due,
    @Nullable String owner,
    @Nullable String period,
    @Nullable Integer version,
    @Nullable String close) {
  static final List<String> PERIODS = List.of("today", "7", "28", "90");
  private static final Map<String, Integer> SECONDS = Map.of("min", 60, "h", 3_600, "d", 86_400);
  private static final String NUMBER = "-?[0-9]{1,9}([.,][0-9]{1,6})?";

  static GoalForm empty(Metric metric, LocalDate due, AgentId owner, String period) {
    String direction = metric.better() == Metric.Better.LOWER ? "lower" : "higher";
    return new GoalForm("", "h", direction, due.toString(), owner.toString(), period, 0, null);
  }

  static GoalForm of(Goal goal) {
    double target = goal.edition().target();
    String unit = target < 3_600 ? "min" : target < 172_800 ? "h" : "d";
    boolean timed = goal.metric().kind() == Metric.Kind.DURATION;
    double shown = timed ? target / SECONDS.getOrDefault(unit, 60) : target;
    AgentId owner = goal.edition().owner();
    return new GoalForm(
        BigDecimal.valueOf(shown).stripTrailingZeros().toPlainString(),
        unit,
        goal.higherIsBetter() ? "higher" : "lower",
        goal.edition().dueOn().toString(),
        owner == null ? "" : owner.toString(),
        goal.period().key(),
        goal.edition().version(),
        null);
  }

  /**
   * The fields that cannot be accepted.
   *
   * @param today a new goal is due on a day to come; null where any day may stand
   */
  List<String> wrong(@Nullable LocalDate today) {
    List<String> wrong = new ArrayList<>();
    if (target == null || !target.strip().matches(NUMBER)) wrong.add("target");
    LocalDate date = date();
    if (date == null || (today != null && !date.isAfter(today))) wrong.add("due");
    if (owner == null || GoalController.agent(owner) == null) wrong.add("owner");
    return wrong;
  }

  /** The edition that was seen; none is as good as an old one. */
  int seen() {
    return version == null ? 0 : version;
  }

  NamedPeriod measuredOver() {
    return Optional.ofNullable(period)
        .filter(PERIODS::contains)
        .flatMap(NamedPeriod::of)
        .orElse(NamedPeriod.FOUR_WEEKS);
  }

  boolean higher() {
    return "higher".equals(direction);
  }

  AgentId ownerId() {
    return Objects.requireNonNull(GoalController.agent(Objects.requireNonNull(owner)));
  }

  /** What it becomes: still pursued, unless one of the buttons that close it was pressed. */
  Goal.State closing() {
    if ("reached".equals(close)) return Goal.State.REACHED;
    return "dropped".equals(close) ? Goal.State.DROPPED : Goal.State.OPEN;
  }

  Goal.Wanted wanted(Metric metric, Goal.State state) {
    double number = Double.parseDouble(Objects.requireNonNull(target).strip().replace(',', '.'));
    boolean timed = metric.kind() == Metric.Kind.DURATION;
    double amount = timed ? number * SECONDS.getOrDefault(String.valueOf(unit), 3_600) : number;
    return new Goal.Wanted(amount, Objects.requireNonNull(date()), ownerId(), state);
  }

  private @Nullable LocalDate date() {
    try {
      return due == null ? null : LocalDate.parse(due);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
