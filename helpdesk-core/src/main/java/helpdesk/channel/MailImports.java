package helpdesk.channel;

import helpdesk.attachment.Files;
import helpdesk.attachment.StoredFile;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mail brought along from elsewhere: {@code .eml} and {@code .mbox} files, or a zip of them. A
 * message that was imported before is known by its bytes and changes nothing.
 */
@Service
@Transactional
public class MailImports {
  /** The kind of its jobs. */
  public static final String KIND = "mail-import";

  private final Files files;
  private final Jobs jobs;

  MailImports(Files files, Jobs jobs) {
    this.files = files;
    this.jobs = jobs;
  }

  /** A file as it was uploaded. */
  public record Upload(String name, Files.Source content) {}

  /**
   * Keeps the files and starts the import.
   *
   * @param channel the mailbox the mail belongs to, null to read that from its recipients
   * @param openThreads whether strangers may answer into a conversation, as mailing lists want
   * @return the id of the job, which can be watched and cancelled
   * @throws DomainException (invalid) without files
   */
  public long start(List<Upload> uploads, @Nullable ChannelId channel, boolean openThreads) {
    if (uploads.isEmpty()) {
      throw new DomainException(DomainException.Kind.INVALID, "Choose at least one file.");
    }
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("files", uploads.stream().map(this::keep).toList());
    detail.put("openThreads", openThreads);
    if (channel != null) detail.put("channel", channel.value());
    return jobs.start(KIND, detail);
  }

  private Map<String, Object> keep(Upload upload) {
    StoredFile stored = files.store(upload.content());
    return Map.of("name", upload.name(), "sha256", stored.sha256(), "size", stored.size());
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

  /** The newest imports, newest first. */
  @Transactional(readOnly = true)
  public List<Job> latest(int limit) {
    return jobs.latest(KIND, limit);
  }

  /**
   * Stops an import at its next message; what was taken in stays.
   *
   * @throws DomainException (not found) if there is none
   */
  public void cancel(long id) {
    jobs.cancel(byId(id).id());
  }
}
