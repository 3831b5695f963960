package helpdesk.job;

import helpdesk.live.LiveUpdates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs every {@link QueueWorker} of this node until shutdown, which waits for work in hand. */
@Component
class QueueWorkers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(QueueWorkers.class);
  private static final long AFTER_FAILURE_MILLIS = 1_000;
  private static final long SHUTDOWN_MILLIS = 20_000;
  private final LiveUpdates live;
  private final ObjectProvider<QueueWorker> workers;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Runnable> subscriptions = new ArrayList<>();
  private final boolean enabled;
  private volatile boolean running;

  QueueWorkers(
      LiveUpdates live,
      ObjectProvider<QueueWorker> workers,
      @Value("${helpdesk.workers:true}") boolean enabled) {
    this.live = live;
    this.workers = workers;
    this.enabled = enabled;
  }

  @Override
  public void start() {
    running = true;
    if (!enabled) return;
    workers.orderedStream().forEach(this::start);
  }

  private void start(QueueWorker worker) {
    Semaphore wake = new Semaphore(worker.threads());
    subscriptions.add(
        live.subscribe(
            topic -> {
              boolean mine = topic.equals(worker.wakeTopic()) || topic.equals(LiveUpdates.MISSED);
              if (mine && wake.availablePermits() < worker.threads()) wake.release();
            }));
    for (int n = 0; n < worker.threads(); n++) {
      Thread thread = new Thread(() -> loop(worker, wake), worker.name() + "-" + n);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void loop(QueueWorker worker, Semaphore wake) {
    while (running) {
      try {
        while (running && worker.runOnce()) gather(worker);
        boolean woken = wake.tryAcquire(worker.restAtMost().toMillis(), TimeUnit.MILLISECONDS);
        if (woken) gather(worker);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!running) return;
        log.error("Worker {} failed and goes on", worker.name(), e);
        rest();
      }
    }
  }

  private static void gather(QueueWorker worker) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(worker.gather().toMillis());
  }

  private static void rest() {
    try {
      Thread.sleep(AFTER_FAILURE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    subscriptions.forEach(Runnable::run);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_MILLIS);
    for (Thread thread : threads) join(thread, until);
    threads.clear();
    subscriptions.clear();
  }

  private static void join(Thread thread, long until) {
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      thread.join(Math.max(1, left));
      if (thread.isAlive()) thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
