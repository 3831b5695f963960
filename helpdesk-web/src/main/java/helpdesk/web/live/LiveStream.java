package helpdesk.web.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page. Remembers which of its topics moved since it was last told, so that a burst
 * becomes one event a topic.
 */
final class LiveStream {
  final String session;
  final SseEmitter emitter;
  private final Set<String> wanted;
  private final Set<String> moved = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean underway = new AtomicBoolean();
  private volatile long toldAt;

  LiveStream(String session, Set<String> wanted, SseEmitter emitter) {
    this.session = session;
    this.wanted = wanted;
    this.emitter = emitter;
    this.toldAt = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
  }

  /** Notes that a topic moved. True if the page cares and nobody is yet about to tell it. */
  boolean note(String topic) {
    return wanted.contains(topic) && moved.add(topic) && begin();
  }

  /** Notes that anything may have moved. */
  boolean noteAll() {
    moved.addAll(wanted);
    moved.add(LiveStreams.REFRESH);
    return begin();
  }

  /** Claims the right to write to the page: one writer at a time. */
  boolean begin() {
    return underway.compareAndSet(false, true);
  }

  /** Nanoseconds since the page was last told something. */
  long quietFor(long now) {
    return now - toldAt;
  }

  /** Tells what moved; true if more moved meanwhile and this writer goes on. */
  boolean tell(long now) throws IOException {
    toldAt = now;
    List<String> topics = new ArrayList<>(moved);
    topics.forEach(moved::remove);
    for (String topic : topics) emitter.send(SseEmitter.event().name(topic).data("1"));
    return end();
  }

  /** Keeps proxies from closing a quiet stream. */
  boolean beat() throws IOException {
    emitter.send(SseEmitter.event().comment("still here"));
    return end();
  }

  private boolean end() {
    underway.set(false);
    return !moved.isEmpty() && begin();
  }
}
