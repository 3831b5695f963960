package helpdesk.metrics.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The logs of two real desks as histories to import. Their times have no zone and are read as UTC.
 */
final class OtherDesk {
  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter ITALIAN =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS");
  private static final DateTimeFormatter SERVICENOW = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");
  private static final Map<String, String> STATES =
      Map.of(
          "New", "new",
          "Active", "open",
          "Awaiting User Info", "pending",
          "Awaiting Vendor", "on_hold",
          "Awaiting Problem", "on_hold",
          "Awaiting Evidence", "on_hold",
          "Resolved", "resolved",
          "Closed", "closed");

  private OtherDesk() {}

  /** A ticket on its way into a line. */
  private static final class Story {
    private final String id;
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private String status = "new";

    Story(String id) {
      this.id = id;
    }

    void say(LocalDateTime at, String type, String... words) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("at", at.toInstant(ZoneOffset.UTC).toString());
      event.put("type", type);
      for (int i = 0; i < words.length; i += 2) event.put(words[i], words[i + 1]);
      events.add(event);
    }

    void become(LocalDateTime at, String next) {
      if (!next.equals(status)) say(at, "status_changed", "to", next);
      status = next;
    }

    boolean terminal() {
      return status.equals("resolved") || status.equals("closed");
    }

    String line() {
      return JSON.writeValueAsString(
          Map.of("external_id", id, "subject", id, "tags", tags, "events", events));
    }
  }

  /**
   * The Italian help desk. Being taken in charge is an assignment, a wait is pending, and whatever
   * happens after a resolve, but for another resolve and the close, reopens.
   */
  static String italian(Path csv) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (List<Map<String, String>> rows : cases(csv, "Case ID").values()) {
      rows.sort(Comparator.comparing(row -> time(row.get("Complete Timestamp"), ITALIAN)));
      Story story = new Story(rows.get(0).get("Case ID"));
      story.say(
          time(rows.get(0).get("Complete Timestamp"), ITALIAN),
          "ticket_created",
          "actor",
          "customer");
      for (Map<String, String> row : rows) {
        italian(
            story,
            time(row.get("Complete Timestamp"), ITALIAN),
            row.get("Activity"),
            row.get("Resource"));
      }
      lines.append(story.line()).append('\n');
    }
    return lines.toString();
  }

  private static void italian(Story story, LocalDateTime at, String activity, String who) {
    switch (activity) {
      case "Resolve ticket" -> story.become(at, "resolved");
      case "Closed" -> story.become(at, "closed");
      case "Wait" -> story.become(at, "pending");
      default -> {
        if (story.terminal()) story.become(at, "open");
        if (activity.equals("Take in charge ticket")) story.say(at, "assigned", "agent", who);
        else if (activity.equals("Require upgrade"))
          story.say(at, "escalated", "kind", "functional");
      }
    }
    story.say(at, "field_changed", "field", "activity", "to", activity);
  }

  /**
   * The service desk. States become ours; the resolve that stood happened when the log says so, not
   * when its row was saved; whether the agreement was kept, and whether there is such an instant,
   * becomes a tag.
   */
  static String serviceNow(Path csv) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (List<Map<String, String>> rows : cases(csv, "number").values()) {
      rows.sort(Comparator.comparingInt(row -> Integer.parseInt(row.get("sys_mod_count"))));
      lines.append(serviceNow(rows).line()).append('\n');
    }
    return lines.toString();
  }

  private static Story serviceNow(List<Map<String, String>> rows) {
    Map<String, String> last = rows.get(rows.size() - 1);
    LocalDateTime resolved = timeOrNull(last.get("resolved_at"));
    LocalDateTime closed = timeOrNull(last.get("closed_at"));
    Story story = new Story(last.get("number"));
    story.tags.add(last.get("made_sla").equals("true") ? "sla-met" : "sla-missed");
    if (resolved != null) story.tags.add("with-resolve");
    story.say(
        time(rows.get(0).get("opened_at"), SERVICENOW),
        "ticket_created",
        "actor",
        "customer",
        "channel",
        channel(last.get("contact_type")),
        "priority",
        priority(last.get("priority")));
    int standing = standingResolve(rows);
    if (standing < 0 && resolved != null) story.say(resolved, "status_changed", "to", "resolved");
    for (int n = 0; n < rows.size(); n++) {
      LocalDateTime at = time(rows.get(n).get("sys_updated_at"), SERVICENOW);
      String state = STATES.get(rows.get(n).get("incident_state"));
      if (n == standing && resolved != null) at = resolved;
      if (state.equals("closed") && closed != null) at = closed;
      story.become(at, state);
    }
    return story;
  }

  /** The row that went into the last stay in the state of being resolved; -1 for none. */
  private static int standingResolve(List<Map<String, String>> rows) {
    int standing = -1;
    for (int n = 0; n < rows.size(); n++) {
      boolean before = n > 0 && rows.get(n - 1).get("incident_state").equals("Resolved");
      if (rows.get(n).get("incident_state").equals("Resolved") && !before) standing = n;
    }
    return standing;
  }

  private static String channel(String contact) {
    return switch (contact) {
      case "Phone" -> "phone";
      case "Email" -> "email";
      default -> "webform";
    };
  }

  private static String priority(String theirs) {
    return switch (theirs.charAt(0)) {
      case '1' -> "urgent";
      case '2' -> "high";
      case '3' -> "normal";
      default -> "low";
    };
  }

  /** The rows of each case, in the order of the file. */
  private static Map<String, List<Map<String, String>>> cases(Path csv, String id)
      throws IOException {
    Map<String, List<Map<String, String>>> cases = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(csv);
    String[] head = lines.get(0).split(",", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < head.length; i++) row.putIfAbsent(head[i], cells[i]);
      cases.computeIfAbsent(row.get(id), c -> new ArrayList<>()).add(row);
    }
    return cases;
  }

  private static LocalDateTime time(String text, DateTimeFormatter format) {
    return LocalDateTime.parse(text, format);
  }

  private static @Nullable LocalDateTime timeOrNull(String text) {
    return text.equals("?") ? null : time(text, SERVICENOW);
  }
}
