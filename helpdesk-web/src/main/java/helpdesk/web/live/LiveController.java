package helpdesk.web.live;

import jakarta.servlet.http.HttpSession;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream that tells a page to read again what moved. Events are named as the topics of the
 * address and carry nothing else.
 */
@Controller
class LiveController {
  private final LiveStreams streams;

  LiveController(LiveStreams streams) {
    this.streams = streams;
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> follow(@RequestParam String topics, HttpSession session) {
    SseEmitter emitter = streams.open(session.getId(), Topics.read(topics));
    if (emitter == null) return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }
}
