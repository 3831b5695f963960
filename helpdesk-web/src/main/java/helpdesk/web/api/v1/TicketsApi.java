package helpdesk.web.api.v1;

import helpdesk.agent.Team;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.QueuePage;
import helpdesk.ticket.QueueRow;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketQueue;
import helpdesk.ticket.TicketReader;
import helpdesk.web.api.Input;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Query;
import helpdesk.web.api.Replay;
import helpdesk.web.api.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Finds, reads and opens tickets. */
@RestController
@RequestMapping("/api/v1/tickets")
class TicketsApi {
  private final TicketDesk desk;
  private final TicketQueue queue;
  private final TicketReader reader;
  private final TicketSearch search;
  private final TicketShapes shapes;
  private final Colleagues colleagues;
  private final EventLog log;

  TicketsApi(
      TicketDesk desk,
      TicketQueue queue,
      TicketReader reader,
      TicketSearch search,
      TicketShapes shapes,
      Colleagues colleagues,
      EventLog log) {
    this.desk = desk;
    this.queue = queue;
    this.reader = reader;
    this.search = search;
    this.shapes = shapes;
    this.colleagues = colleagues;
    this.log = log;
  }

  @RequiresScope("tickets:read")
  @GetMapping
  ItemPage<TicketShape> list(@RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    int size = query.size(ItemPage.USUAL);
    Optional<QueueFilter> filter = search.filter(query);
    if (filter.isEmpty()) return ItemPage.whole(List.of());
    QueuePage page = queue.page(filter.get(), query.cursor(), size);
    List<TicketShape> items =
        reader.heads(page.rows().stream().map(QueueRow::id).toList()).stream()
            .map(TicketShape::head)
            .toList();
    return new ItemPage<>(items, page.next());
  }

  @RequiresScope("tickets:read")
  @GetMapping("/{number}")
  TicketShape one(@PathVariable TicketNumber number, HttpServletResponse response) {
    return shapes.whole(number, response);
  }

  @RequiresScope("tickets:read")
  @GetMapping("/{number}/events")
  ItemPage<Map<String, Object>> events(
      @PathVariable TicketNumber number, @RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    int size = query.size(ItemPage.LARGEST);
    Long after = query.after();
    List<LoggedEvent> events =
        log.of(desk.idOf(number), after == null ? 0 : Math.toIntExact(after), size + 1);
    return ItemPage.of(events, size, LoggedEvent::seq, EventShape::of);
  }

  @RequiresScope("tickets:write")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TicketShape open(
      @RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response) {
    TicketNumber number = desk.open(command(Input.of(body), Replay.dedupeKey(request)));
    response.setHeader(HttpHeaders.LOCATION, TicketShapes.address(number));
    return shapes.whole(number, response);
  }

  private OpenTicket command(Input input, byte @org.jspecify.annotations.Nullable [] dedupeKey) {
    String subject = input.text("subject", 500);
    Writing writing = Writing.of(input);
    ChannelKind channel = input.word("channel", ChannelKind.class);
    Priority priority = input.word("priority", Priority.class);
    List<String> tags = input.texts("tags", 100, 60);
    Locale language = input.language("language");
    Team team =
        input.known("team", input.reference("team"), colleagues::team, "There is no such team.");
    if (subject == null && writing.text().isBlank())
      input.fault("subject", "A ticket needs a subject or a text.");
    Party requester = requester(input);
    return new OpenTicket(
        channel == null ? ChannelKind.API : channel,
        null,
        Objects.requireNonNullElse(subject, ""),
        writing.text(),
        writing.html(),
        requester,
        priority == null ? Priority.NORMAL : priority,
        tags,
        language,
        team == null ? null : team.id(),
        null,
        dedupeKey);
  }

  private static Party requester(Input input) {
    Input requester = input.object("requester");
    EmailAddress email = null;
    String name = null;
    if (requester == null) {
      input.fault("requester", "This is required: an object with an email.");
    } else {
      requester.required("email", 320);
      email = requester.email("email");
      name = requester.text("name", 200);
    }
    input.check();
    return new Party(
        name == null || name.isBlank() ? null : name.strip(), Objects.requireNonNull(email));
  }
}
