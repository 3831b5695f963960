package helpdesk.web.api.v1;

import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Origin;
import helpdesk.web.api.Input;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Query;
import helpdesk.web.api.Replay;
import helpdesk.web.api.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Mail that programs hand in, and what became of every received message. */
@RestController
@RequestMapping("/api/v1/inbound")
class InboundApi {
  private static final String SOURCE = "api";
  private static final String MESSAGE = "message/rfc822";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final Intake intake;
  private final Clock clock;

  InboundApi(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  record Received(long id, String state) {}

  record InboundShape(
      long id,
      String state,
      @Nullable String reason,
      @Nullable Long ticket,
      @Nullable Long message,
      @Nullable Long suggestedTicket,
      String source,
      long size,
      Instant receivedAt,
      @Nullable String sender,
      @Nullable String subject) {
    static InboundShape of(InboundView view) {
      return new InboundShape(
          view.id(),
          view.state().key(),
          view.reason(),
          view.ticket(),
          view.message(),
          view.suggestedTicket(),
          view.source(),
          view.size(),
          view.receivedAt(),
          view.sender(),
          view.subject());
    }
  }

  /** Takes one raw message, streamed to its store; 202 means that it is safe there. */
  @RequiresScope("inbound:write")
  @PostMapping(
      path = "/email",
      consumes = {MESSAGE, MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.TEXT_PLAIN_VALUE})
  ResponseEntity<Object> receive(
      @RequestParam(name = "wait", defaultValue = "false") boolean wait, HttpServletRequest request)
      throws IOException {
    long id = intake.store(arrival(request), body(request));
    if (wait) {
      InboundView view = intake.await(id, PATIENCE);
      if (view.state() != InboundView.State.RECEIVED)
        return ResponseEntity.ok(InboundShape.of(view));
    }
    return ResponseEntity.accepted().body(new Received(id, InboundView.State.RECEIVED.key()));
  }

  @RequiresScope({"tickets:read", "inbound:write"})
  @GetMapping
  ItemPage<InboundShape> list(@RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    int size = query.size(ItemPage.USUAL);
    String state = query.text("state");
    return ItemPage.of(
        intake.list(
            state == null ? null : Input.query("state", state, InboundView.State.class),
            query.after(),
            size + 1),
        size,
        InboundView::id,
        InboundShape::of);
  }

  @RequiresScope({"tickets:read", "inbound:write"})
  @GetMapping("/{id}")
  InboundShape one(@PathVariable long id) {
    return InboundShape.of(intake.find(id));
  }

  /** The bytes as received, never shown by a browser. */
  @RequiresScope({"tickets:read", "inbound:write"})
  @GetMapping("/{id}/raw")
  void raw(@PathVariable long id, HttpServletResponse response) throws IOException {
    try (InputStream raw = intake.raw(id)) {
      response.setContentType(MESSAGE);
      response.setHeader("Content-Disposition", "attachment; filename=\"" + id + ".eml\"");
      raw.transferTo(response.getOutputStream());
    }
  }

  @RequiresScope("inbound:write")
  @PostMapping("/{id}/retry")
  ResponseEntity<InboundShape> retry(@PathVariable long id) {
    intake.retry(id);
    return ResponseEntity.accepted().body(InboundShape.of(intake.find(id)));
  }

  private Intake.Arrival arrival(HttpServletRequest request) {
    byte[] wish = Replay.dedupeKey(request);
    String key = wish == null ? null : HexFormat.of().formatHex(wish);
    return new Intake.Arrival(SOURCE, key, null, Origin.INBOUND, clock.instant(), null);
  }

  private InputStream body(HttpServletRequest request) throws IOException {
    // What says of itself that it is too large need not be sent first.
    if (request.getContentLengthLong() > intake.largest().toBytes())
      throw new DomainException(
          DomainException.Kind.TOO_LARGE,
          "A message may have at most " + intake.largest().toMegabytes() + " MB.");
    PushbackInputStream body = new PushbackInputStream(request.getInputStream());
    int first = body.read();
    if (first < 0)
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "There is no message in this request.");
    body.unread(first);
    return body;
  }
}
