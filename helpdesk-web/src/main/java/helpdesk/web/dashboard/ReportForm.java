package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.report.Report;
import helpdesk.metrics.report.Rhythm;
import helpdesk.metrics.scorecard.TileChoices;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What somebody writes about a report.
 *
 * @param id of the report that is changed, null for a new one
 * @param wrong the fields that need another look
 */
public record ReportForm(
    @Nullable Long id,
    String name,
    List<Metric> metrics,
    Rhythm rhythm,
    int hour,
    List<AgentId> to,
    Set<String> wrong) {
  private static final int LONGEST_NAME = 120;
  private static final int USUAL_HOUR = 8;

  static ReportForm empty(List<Metric> metrics, AgentId to) {
    return new ReportForm(null, "", metrics, Rhythm.WEEKLY, USUAL_HOUR, List.of(to), Set.of());
  }

  static ReportForm of(Report report) {
    return new ReportForm(
        report.id(),
        report.name(),
        report.metrics(),
        report.rhythm(),
        report.hour(),
        report.recipients(),
        Set.of());
  }

  /**
   * @param leading who may be written to
   */
  static ReportForm read(
      @Nullable Long id, MultiValueMap<String, String> fields, List<Agent> leading) {
    String name = text(fields, "name").strip();
    List<Metric> metrics =
        fields.getOrDefault("metric", List.of()).stream()
            .map(Metric::of)
            .flatMap(Optional::stream)
            .distinct()
            .limit(TileChoices.MOST)
            .toList();
    List<String> chosen = fields.getOrDefault("to", List.of());
    List<AgentId> to =
        leading.stream().map(Agent::id).filter(a -> chosen.contains(a.toString())).toList();
    String hour = text(fields, "hour");
    Set<String> wrong = new LinkedHashSet<>();
    if (name.isEmpty() || name.length() > LONGEST_NAME) wrong.add("name");
    if (metrics.isEmpty()) wrong.add("metric");
    if (to.isEmpty()) wrong.add("to");
    return new ReportForm(
        id,
        name,
        metrics,
        Rhythm.of(text(fields, "rhythm")).orElse(Rhythm.WEEKLY),
        hour.matches("[0-9]|1[0-9]|2[0-3]") ? Integer.parseInt(hour) : USUAL_HOUR,
        to,
        wrong);
  }

  Report.Wanted wanted(Address address) {
    return new Report.Wanted(name, metrics, address, rhythm, hour, to);
  }

  private static String text(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }
}
