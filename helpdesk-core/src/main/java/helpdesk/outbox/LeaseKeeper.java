package helpdesk.outbox;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Renews the leases of what is being sent: a large attachment over a slow line is no crash. */
@Component
class LeaseKeeper implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private final Leases leases;
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;

  LeaseKeeper(Leases leases) {
    this.leases = leases;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "outbox-leases");
              thread.setDaemon(true);
              return thread;
            });
    long third = Math.max(1, leases.length().toMillis() / 3);
    var _scheduled = timer.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
  }

  /** Renews this lease until it is let go. */
  Kept keep(UUID lease) {
    inHand.add(lease);
    return () -> inHand.remove(lease);
  }

  private void renew() {
    try {
      leases.renew(inHand);
    } catch (DataAccessException e) {
      log.warn("Leases of mail in hand could not be renewed: {}", e.getMessage());
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }

  /** A lease in hand. */
  interface Kept extends AutoCloseable {
    @Override
    void close();
  }
}
