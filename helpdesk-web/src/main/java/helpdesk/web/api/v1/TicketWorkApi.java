package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketMerging;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.WriteReply;
import helpdesk.web.api.Input;
import helpdesk.web.api.Replay;
import helpdesk.web.api.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Works on a ticket as an agent does, with the desk's own verbs. */
@RestController
@RequestMapping("/api/v1/tickets/{number}")
@RequiresScope("tickets:write")
class TicketWorkApi {
  private final TicketDesk desk;
  private final TicketMerging merging;
  private final TicketShapes shapes;
  private final Colleagues colleagues;

  TicketWorkApi(
      TicketDesk desk, TicketMerging merging, TicketShapes shapes, Colleagues colleagues) {
    this.desk = desk;
    this.merging = merging;
    this.shapes = shapes;
    this.colleagues = colleagues;
  }

  @PatchMapping
  TicketShape change(
      @PathVariable TicketNumber number,
      @RequestBody JsonNode body,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletResponse response) {
    TicketId id = desk.idOf(number);
    Input input = Input.of(body);
    TicketPatch patch = TicketPatch.read(input, colleagues);
    Agent by = colleagues.acting(input);
    desk.change(id, patch.change().ifVersion(IfMatch.version(ifMatch)), Actor.agent(by));
    return shapes.whole(number, response);
  }

  @PostMapping("/replies")
  @ResponseStatus(HttpStatus.CREATED)
  TicketShape.Message reply(
      @PathVariable TicketNumber number,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    TicketId id = desk.idOf(number);
    Input input = Input.of(body);
    Writing writing = written(input);
    List<EmailAddress> cc = input.emails("cc", 50);
    Recipients recipients =
        input.has("cc") && !input.clears("cc") ? desk.recipients(id).copiedTo(cc) : null;
    Status then = input.word("status", Status.class);
    Agent author = colleagues.acting(input);
    WriteReply reply =
        new WriteReply(
            writing.text(),
            writing.html(),
            recipients,
            List.of(),
            then,
            null,
            Replay.dedupeKey(request));
    return answer(number, desk.reply(id, author, reply), response);
  }

  @PostMapping("/notes")
  @ResponseStatus(HttpStatus.CREATED)
  TicketShape.Message note(
      @PathVariable TicketNumber number,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    TicketId id = desk.idOf(number);
    Input input = Input.of(body);
    Writing writing = written(input);
    Agent author = colleagues.acting(input);
    MessageId note = desk.note(id, author, writing.text(), Replay.dedupeKey(request));
    return answer(number, note, response);
  }

  /** Merges the ticket into another, and answers with the one that goes on. */
  @PostMapping("/merge")
  TicketShape merge(
      @PathVariable TicketNumber number, @RequestBody JsonNode body, HttpServletResponse response) {
    TicketId id = desk.idOf(number);
    Input input = Input.of(body);
    String into = input.reference("into");
    if (into == null || !into.matches("[0-9]{1,18}"))
      input.fault("into", "This is required: the number of the ticket that goes on.");
    Agent by = colleagues.acting(input);
    TicketId target = desk.idOf(TicketNumber.valueOf(Objects.requireNonNull(into)));
    return shapes.whole(merging.merge(id, target, by), response);
  }

  private static Writing written(Input input) {
    Writing writing = Writing.of(input);
    if (writing.text().isBlank()) input.fault("text", "There is nothing written here yet.");
    return writing;
  }

  private TicketShape.Message answer(
      TicketNumber number, MessageId message, HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, TicketShapes.address(number));
    return shapes.message(number, message);
  }
}
