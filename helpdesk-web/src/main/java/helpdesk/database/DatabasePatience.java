package helpdesk.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks a database again and again, says so, and in the end gives up with a clear sentence. */
final class DatabasePatience {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TRIES_PER_MESSAGE = 5;
  private static final String REMEDY =
      "Is the server running, and are SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
          + " SPRING_DATASOURCE_PASSWORD right?";
  private final String address;
  private final Duration patience;
  private final Consumer<String> progress;

  /**
   * @param address the JDBC address; what follows a question mark is shown to nobody
   */
  DatabasePatience(String address, Duration patience, Consumer<String> progress) {
    this.address = address.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * @throws DatabaseTrouble if it refuses us, or does not answer in time
   */
  void await(DataSource database) {
    long begin = System.nanoTime();
    for (int tries = 0; ; tries++) {
      try (Connection connection = database.getConnection()) {
        if (connection.isValid(5)) return;
      } catch (SQLException | RuntimeException e) {
        SQLException reason = reason(e);
        boolean passing = mayPass(reason);
        if (passing && tries % TRIES_PER_MESSAGE == 0)
          progress.accept("Waiting for the database at " + address + "… (" + said(reason, e) + ")");
        if (!passing || System.nanoTime() - begin > patience.toNanos()) {
          throw new DatabaseTrouble(
              "The database at " + address + " cannot be used: " + said(reason, e), REMEDY, e);
        }
      }
      pause();
    }
  }

  private static @Nullable SQLException reason(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause())
      if (e instanceof SQLException sql && sql.getSQLState() != null) return sql;
    return null;
  }

  /** A wrong password or name stays wrong; a server that starts or is full does not. */
  private static boolean mayPass(@Nullable SQLException reason) {
    String state = reason == null ? null : reason.getSQLState();
    return state == null || !(state.startsWith("28") || state.startsWith("3D"));
  }

  private static String said(@Nullable SQLException reason, Exception error) {
    String text = reason != null ? reason.getMessage() : error.getMessage();
    return text == null ? error.getClass().getSimpleName() : text.strip();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the database", e);
    }
  }
}
