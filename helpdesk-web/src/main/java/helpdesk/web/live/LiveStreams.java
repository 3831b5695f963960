package helpdesk.web.live;

import helpdesk.live.LiveUpdates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Every page of this node that listens. An open page costs no thread: a few shared threads write
 * when something moved. A topic is told at most twice a second; the first time at once.
 */
@Component
class LiveStreams implements SmartLifecycle {
  /** Tells a page that it may have missed something. */
  static final String REFRESH = "refresh";

  private static final int MOST_PER_SESSION = 30;
  private static final int WRITERS = 4;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Duration BEAT = Duration.ofSeconds(20);

  /** After this the browser comes again, and whoever may no longer listen is turned away. */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private final LiveUpdates updates;
  private final List<LiveStream> open = new CopyOnWriteArrayList<>();
  private @Nullable ScheduledThreadPoolExecutor writers;
  private @Nullable Runnable unsubscribe;

  LiveStreams(LiveUpdates updates) {
    this.updates = updates;
  }

  /** Opens a stream, or null if the session has too many already. */
  @Nullable SseEmitter open(String session, Set<String> topics) {
    if (open.stream().filter(s -> s.session.equals(session)).count() >= MOST_PER_SESSION)
      return null;
    SseEmitter emitter = new SseEmitter(LIFETIME.toMillis());
    LiveStream stream = new LiveStream(session, topics, emitter);
    emitter.onCompletion(() -> open.remove(stream));
    emitter.onTimeout(emitter::complete);
    emitter.onError(e -> open.remove(stream));
    open.add(stream);
    if (stream.begin()) soon(stream, true);
    return emitter;
  }

  /** How many pages listen on this node. */
  int count() {
    return open.size();
  }

  private void heard(String topic) {
    boolean all = topic.equals(LiveUpdates.MISSED);
    for (LiveStream stream : open)
      if (all ? stream.noteAll() : stream.note(topic)) soon(stream, false);
  }

  private void beat() {
    for (LiveStream stream : open) if (stream.begin()) soon(stream, true);
  }

  /** Writes when the pause since the last time is over; the caller has claimed the stream. */
  private void soon(LiveStream stream, boolean beat) {
    ScheduledThreadPoolExecutor pool = writers;
    if (pool == null) return;
    long wait = beat ? 0 : Math.max(0, PAUSE - stream.quietFor(System.nanoTime()));
    pool.schedule(() -> write(stream, beat), wait, TimeUnit.NANOSECONDS);
  }

  private void write(LiveStream stream, boolean beat) {
    try {
      if (beat ? stream.beat() : stream.tell(System.nanoTime())) soon(stream, false);
    } catch (IOException | IllegalStateException gone) {
      open.remove(stream);
    }
  }

  @Override
  public void start() {
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(WRITERS, new CustomizableThreadFactory("live-write-"));
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    pool.scheduleWithFixedDelay(this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    writers = pool;
    unsubscribe = updates.subscribe(this::heard);
  }

  /** Ends the streams first: a graceful shutdown would wait for them. */
  @Override
  public void stop() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
    open.forEach(stream -> stream.emitter.complete());
    if (writers != null) writers.shutdownNow();
    writers = null;
  }

  @Override
  public boolean isRunning() {
    return writers != null;
  }
}
