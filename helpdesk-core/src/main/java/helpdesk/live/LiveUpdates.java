package helpdesk.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says on every node that something changed. {@link #publish} belongs to the caller's transaction:
 * nothing is said if it rolls back. Listeners get only the topic, never the content, and read again
 * what they show.
 */
@Component
public class LiveUpdates {
  /** The topic that tells a listener that it may have missed some: read everything again. */
  public static final String MISSED = "missed";

  static final String CHANNEL = "helpdesk";
  private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);
  private final JdbcClient jdbc;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  LiveUpdates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Tells every node, once the surrounding transaction commits.
   *
   * @param topics short words such as {@code ticket-17}, {@code inbox}, {@code tiles}; no personal
   *     data
   */
  public void publish(String... topics) {
    jdbc.sql("SELECT count(pg_notify('" + CHANNEL + "', topic)) FROM unnest(:topics) AS topic")
        .param("topics", topics)
        .query(Long.class)
        .single();
  }

  /**
   * Hears every topic until the returned handle is run. The listener runs on the one thread that
   * reads the database's notifications, so it only hands over.
   */
  public Runnable subscribe(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void heard(String topic) {
    for (Consumer<String> listener : listeners) {
      try {
        listener.accept(topic);
      } catch (RuntimeException e) {
        log.warn("A live listener failed on {}", topic, e);
      }
    }
  }
}
