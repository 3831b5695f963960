package helpdesk.web.inbox;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.ticket.QueueOrder;
import helpdesk.ticket.QueuePage;
import helpdesk.ticket.QueueRow;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketQueue;
import helpdesk.web.shell.SignedInAgent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of tickets, beside which one of them is open. */
@Controller
class InboxController {
  private static final int PAGE = 40;
  private static final int MOST_NEWS = 100;
  private static final int MOST_SHOWN = 200;
  private final TicketQueue queue;
  private final Agents agents;
  private final Marks marks;
  private final Clock clock;

  InboxController(TicketQueue queue, Agents agents, Marks marks, Clock clock) {
    this.queue = queue;
    this.agents = agents;
    this.marks = marks;
    this.clock = clock;
  }

  @GetMapping("/inbox")
  String inbox(
      @RequestParam Map<String, String> words,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    show(words, cursor, me, agents.active(), model);
    return "inbox/page";
  }

  /** The list anew, without the frame around it. */
  @GetMapping("/inbox/list")
  String list(
      @RequestParam Map<String, String> words,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    show(words, null, me, agents.active(), model);
    return "inbox/page :: list";
  }

  /** The rows behind those that are shown. */
  @GetMapping("/inbox/rows")
  String rows(
      @RequestParam Map<String, String> words,
      @RequestParam String cursor,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    show(words, cursor, me, List.of(), model);
    return "inbox/page :: rows";
  }

  /**
   * What changed since the list was drawn: rows that are shown change in place, others are only
   * counted, so that nothing moves under the pointer.
   *
   * @param shown ids of the rows on the page
   */
  @GetMapping("/inbox/news")
  String news(
      @RequestParam Map<String, String> words,
      @RequestParam Instant since,
      @RequestParam(defaultValue = "") Set<Long> shown,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    InboxQuery query = InboxQuery.of(words);
    List<QueueRow> newer =
        queue.page(query.filter(me.id(), since), null, MOST_NEWS).rows().stream()
            .filter(row -> row.updatedAt().isAfter(since))
            .toList();
    Set<TicketId> known =
        shown.stream().limit(MOST_SHOWN).map(TicketId::new).collect(Collectors.toSet());
    List<QueueRow> changed =
        queue.rows(known, query.view().folder()).stream()
            .filter(row -> row.updatedAt().isAfter(since))
            .toList();
    model.addAttribute("arrived", newer.stream().filter(r -> !known.contains(r.id())).count());
    model.addAttribute(
        "page",
        new InboxPage(query, marks.rows(changed, me.id(), query.order()), null, since, List.of()));
    return "inbox/page :: news";
  }

  /** The views with their counts. */
  @GetMapping("/inbox/views")
  String views(@RequestParam Map<String, String> words, Model model) {
    model.addAttribute("list", InboxQuery.of(words));
    return "inbox/_views :: views(section='inbox')";
  }

  private void show(
      Map<String, String> words,
      @Nullable String cursor,
      SignedInAgent me,
      List<Agent> choices,
      Model model) {
    InboxQuery query = InboxQuery.of(words);
    QueuePage page = queue.page(query.filter(me.id(), null), query.order(), cursor, PAGE);
    boolean newestFirst = query.order() == QueueOrder.CHANGED;
    List<QueueRow> changed =
        newestFirst ? page.rows() : queue.page(query.filter(me.id(), null), null, 1).rows();
    Instant newest = changed.isEmpty() ? clock.instant() : changed.get(0).updatedAt();
    model.addAttribute("list", query);
    model.addAttribute(
        "page",
        new InboxPage(
            query, marks.rows(page.rows(), me.id(), query.order()), page.next(), newest, choices));
  }
}
