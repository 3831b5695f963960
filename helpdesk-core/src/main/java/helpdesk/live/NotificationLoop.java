package helpdesk.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds one connection of this node that listens; after a lost connection it says {@link
 * LiveUpdates#MISSED}.
 */
@Component
class NotificationLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NotificationLoop.class);
  private static final int WAIT_MILLIS = 1_000;

  /** So many silent waits later the connection is tried: a dead one is silent, too. */
  private static final int WAITS_PER_TRIAL = 15;

  private static final int TRIAL_SECONDS = 5;
  private static final long RETRY_MILLIS = 1_000;
  private final DataSource dataSource;
  private final LiveUpdates updates;
  private volatile boolean running;
  private @Nullable Thread thread;

  NotificationLoop(DataSource dataSource, LiveUpdates updates) {
    this.dataSource = dataSource;
    this.updates = updates;
  }

  @Override
  public void start() {
    running = true;
    Thread started = new Thread(this::loop, "live-listen");
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  @Override
  public void stop() {
    running = false;
    Thread stopping = thread;
    if (stopping == null) return;
    stopping.interrupt();
    try {
      stopping.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void loop() {
    while (running) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
          statement.execute("LISTEN " + LiveUpdates.CHANNEL);
        }
        updates.heard(LiveUpdates.MISSED);
        hear(connection);
        try (Statement statement = connection.createStatement()) {
          statement.execute("UNLISTEN *");
        }
      } catch (SQLException e) {
        if (!running) return;
        log.warn("Live updates lost their connection, trying again: {}", e.getMessage());
        pause();
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    for (int silent = 1; running; silent++) {
      PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
      if (notifications != null && notifications.length > 0) {
        for (PGNotification notification : notifications)
          updates.heard(notification.getParameter());
        silent = 0;
      } else if (silent % WAITS_PER_TRIAL == 0 && !connection.isValid(TRIAL_SECONDS)) {
        throw new SQLException("The connection that listens is dead");
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
