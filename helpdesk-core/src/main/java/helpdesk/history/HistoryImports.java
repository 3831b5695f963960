package helpdesk.history;

import helpdesk.attachment.Files;
import helpdesk.attachment.StoredFile;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.shared.DomainException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the history of another desk: JSON Lines, a ticket a line. The file is kept first; a job
 * writes its tickets and their events into the log, with their own times. A ticket is known by its
 * source and its id there, so that the same line twice changes nothing.
 */
@Service
@Transactional
public class HistoryImports {
  /** The kind of its jobs. */
  public static final String KIND = "history-import";

  /** The source of whoever names none. */
  public static final String USUAL_SOURCE = "history";

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
  private final Files files;
  private final Jobs jobs;

  HistoryImports(Files files, Jobs jobs) {
    this.files = files;
    this.jobs = jobs;
  }

  /**
   * Keeps the file and starts the import.
   *
   * @param source the system it comes from: ids of tickets are unique within it
   * @return the id of the job, which can be watched and cancelled
   * @throws DomainException (invalid) if the source is no plain word
   */
  public long start(String source, Files.Source content) {
    if (!SOURCE.matcher(source).matches()) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "A source is 1 to 60 of the characters a to z, 0 to 9, dot, dash and underscore.");
    }
    StoredFile stored = files.store(content);
    return jobs.start(
        KIND, Map.of("source", source, "sha256", stored.sha256(), "size", stored.size()));
  }

  /** The newest imports, the newest first. */
  @Transactional(readOnly = true)
  public List<Job> latest(int limit) {
    return jobs.latest(KIND, limit);
  }

  /**
   * Asks an import to stop; what came by then stays.
   *
   * @throws DomainException (not found) if there is none
   */
  public void cancel(long id) {
    jobs.cancel(byId(id).id());
  }

  /**
   * An import by its job.
   *
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public Job byId(long id) {
    Job job = jobs.find(id);
    if (job.kind().equals(KIND)) return job;
    throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such import.");
  }
}
