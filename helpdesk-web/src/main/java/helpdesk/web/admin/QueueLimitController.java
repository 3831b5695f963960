package helpdesk.web.admin;

import helpdesk.agent.Team;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.sla.QueueLimitSettings;
import helpdesk.sla.SlaWording;
import helpdesk.ticket.Priority;
import helpdesk.web.shell.SignedInAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How long a ticket may lie without anybody. A change holds from now on. */
@Controller
@RequestMapping("/admin/sla/queue")
class QueueLimitController {
  private final QueueLimitSettings limits;
  private final Teams teams;

  QueueLimitController(QueueLimitSettings limits, Teams teams) {
    this.limits = limits;
    this.teams = teams;
  }

  /**
   * The limits of one team.
   *
   * @param team null for all teams that have none of their own
   */
  record Row(@Nullable Team team, Map<Priority, Cell> cells) {
    /** The first part of the names of its fields. */
    public String key() {
      return team == null ? "all" : team.id().toString();
    }

    /** The limit for one priority. */
    public Cell cell(Priority priority) {
      return cells.getOrDefault(priority, Cell.EMPTY);
    }
  }

  /**
   * A limit as it was typed: minutes, 0 for none, empty for that of all teams.
   *
   * @param wrong whether it cannot be read
   */
  record Cell(String typed, boolean wrong) {
    static final Cell EMPTY = new Cell("", false);

    static Cell of(Optional<Duration> length) {
      return new Cell(length.map(l -> Long.toString(l.toMinutes())).orElse("0"), false);
    }

    static Cell typed(@Nullable String text) {
      String plain = text == null ? "" : text.strip();
      boolean readable = plain.matches("[0-9]{0,6}");
      return new Cell(plain, !readable || tooLong(plain));
    }

    private static boolean tooLong(String minutes) {
      return !minutes.isEmpty() && Long.parseLong(minutes) > SlaWording.LONGEST_TARGET.toMinutes();
    }

    Optional<Duration> length() {
      long minutes = Long.parseLong(typed);
      return minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes));
    }
  }

  @GetMapping
  ModelAndView show() {
    List<Row> rows = new ArrayList<>();
    rows.add(kept(null));
    teams.all().forEach(team -> rows.add(kept(team)));
    return page(rows, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView save(
      @RequestParam Map<String, String> fields, @AuthenticationPrincipal SignedInAgent me) {
    List<Row> rows = new ArrayList<>();
    rows.add(typed(null, fields));
    teams.all().forEach(team -> rows.add(typed(team, fields)));
    boolean wrong = rows.stream().flatMap(r -> r.cells.values().stream()).anyMatch(Cell::wrong);
    if (wrong) return page(rows, HttpStatus.UNPROCESSABLE_CONTENT);
    for (Row row : rows) {
      Map<Priority, Optional<Duration>> lengths = new EnumMap<>(Priority.class);
      row.cells.forEach(
          (priority, cell) -> {
            if (!cell.typed.isEmpty()) lengths.put(priority, cell.length());
          });
      limits.set(row.team == null ? null : row.team.id(), lengths, me.id());
    }
    return new ModelAndView("redirect:/admin/sla/queue?saved");
  }

  private Row kept(@Nullable Team team) {
    TeamId id = team == null ? null : team.id();
    Map<Priority, Cell> cells = new EnumMap<>(Priority.class);
    limits.of(id).forEach((priority, length) -> cells.put(priority, Cell.of(length)));
    return new Row(team, cells);
  }

  private static Row typed(@Nullable Team team, Map<String, String> fields) {
    Row row = new Row(team, new EnumMap<>(Priority.class));
    for (Priority priority : Priority.values())
      row.cells.put(priority, Cell.typed(fields.get(row.key() + "-" + priority.key())));
    return row;
  }

  private static ModelAndView page(List<Row> rows, HttpStatus status) {
    return new ModelAndView("admin/queue-limit", status)
        .addObject("rows", rows)
        .addObject("wrong", status != HttpStatus.OK)
        .addObject("priorities", Priority.values());
  }
}
