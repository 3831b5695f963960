package helpdesk.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work that a person watches.
 *
 * @param total how many items there are, null while unknown
 * @param done how many were dealt with
 * @param detail what the kind of job adds, such as counts
 * @param error why it failed, in words
 */
public record Job(
    long id,
    String kind,
    State state,
    @Nullable Long total,
    long done,
    Map<String, Object> detail,
    @Nullable String error,
    boolean cancelRequested,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** Where a job stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether nothing more will happen. */
  public boolean finished() {
    return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
  }

  /** How much is done, 0 to 100, or null while the total is unknown. */
  public @Nullable Integer percent() {
    if (total == null || total == 0) return null;
    return (int) Math.min(100, done * 100 / total);
  }
}
