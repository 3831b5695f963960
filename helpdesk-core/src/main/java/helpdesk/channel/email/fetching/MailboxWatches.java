package helpdesk.channel.email.fetching;

import helpdesk.channel.email.fetching.MailboxWatch.Patience;
import helpdesk.shared.ChannelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Has a watch for every active mailbox that no other node attends to. Two nodes at the same mailbox
 * would do no harm, only work twice: what they store is stored once by its key.
 */
@Component
class MailboxWatches implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(MailboxWatches.class);
  private static final long EVERY_MILLIS = 2_000;
  private static final long SHUTDOWN_MILLIS = 5_000;
  private final String node = UUID.randomUUID().toString();
  private final FetchProgress progress;
  private final WatchLeases leases;
  private final MailboxFetcher fetcher;
  private final Patience patience;
  private final boolean enabled;
  private final Map<ChannelId, Running> running = new HashMap<>();
  private ScheduledExecutorService timer = timer();
  private volatile boolean started;

  /** A watch, the thread it has, and the settings it began with. */
  private record Running(MailboxWatch watch, Thread thread, String mark) {}

  MailboxWatches(
      FetchProgress progress,
      WatchLeases leases,
      MailboxFetcher fetcher,
      @Value("${helpdesk.mail.poll-every:10s}") Duration pollEvery,
      @Value("${helpdesk.mail.idle-at-most:4m}") Duration idleAtMost,
      @Value("${helpdesk.workers:true}") boolean enabled) {
    this.progress = progress;
    this.leases = leases;
    this.fetcher = fetcher;
    this.patience = new Patience(pollEvery, idleAtMost);
    this.enabled = enabled;
  }

  private static ScheduledExecutorService timer() {
    return Executors.newScheduledThreadPool(3, MailboxWatches::daemon);
  }

  /** What was stopped may be started again. */
  @Override
  public synchronized void start() {
    started = true;
    if (!enabled) return;
    if (timer.isShutdown()) timer = timer();
    var _ticking = timer.scheduleWithFixedDelay(this::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      attend();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Mailboxes cannot be looked after just now: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("Mailboxes cannot be looked after", e);
    }
  }

  synchronized void attend() {
    if (!started) return;
    Map<ChannelId, String> wanted = progress.active();
    Set<ChannelId> held = leases.hold(node, wanted.keySet());
    running.values().removeIf(r -> !r.thread.isAlive());
    for (Map.Entry<ChannelId, Running> one : running.entrySet()) {
      boolean same = one.getValue().mark.equals(wanted.get(one.getKey()));
      if (!same || !held.contains(one.getKey())) one.getValue().watch.stop();
    }
    wanted.forEach(
        (channel, mark) -> {
          boolean ours = held.contains(channel) && !running.containsKey(channel);
          if (ours) running.put(channel, begin(channel, mark));
        });
  }

  private Running begin(ChannelId channel, String mark) {
    MailboxWatch watch =
        new MailboxWatch(
            channel, fetcher, patience, timer, idle -> leases.mode(node, channel, idle));
    Thread thread = daemon(watch);
    thread.setName("mailbox-" + channel);
    thread.start();
    return new Running(watch, thread, mark);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mailboxes");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void stop() {
    if (!started) return;
    started = false;
    running.values().forEach(r -> r.watch.stop());
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_MILLIS);
    for (Running one : running.values()) {
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        one.thread.join(Math.max(1, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    timer.shutdownNow();
    if (enabled) leases.release(node);
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
