package helpdesk.job;

import java.util.Map;

/**
 * One kind of long work. It may be run again from the start after a crash, so it does its work in
 * small committed batches, each of which may find that it was done before.
 */
public interface LongJob {
  /** The word under which {@link Jobs#start} names it. */
  String kind();

  /**
   * Does the work, reporting and asking {@link Running#cancelled} as it goes. Throwing fails the
   * job with the exception's message.
   */
  void run(Running job);

  /** A job in hand. */
  interface Running {
    /** The job as it was when it was taken. */
    Job job();

    /**
     * Says how far it is; also the sign of life by which other nodes see that it is not lost.
     *
     * @param total how many items there are, or null while unknown
     */
    void progress(long done, @org.jspecify.annotations.Nullable Long total);

    /** Says how far it is and all that is shown beside it, at once. */
    default void progress(
        long done, @org.jspecify.annotations.Nullable Long total, Map<String, ?> notes) {
      notes.forEach(this::note);
      progress(done, total);
    }

    /** Adds to what is shown beside the progress, such as a count. */
    void note(String key, Object value);

    /** Whether a person asked for it to stop. */
    boolean cancelled();
  }
}
