package helpdesk.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs one long job at a time on each node. */
@Component
class LongJobWorker implements QueueWorker {
  private static final Logger log = LoggerFactory.getLogger(LongJobWorker.class);
  private final Jobs jobs;
  private final List<LongJob> kinds;

  LongJobWorker(Jobs jobs, List<LongJob> kinds) {
    this.jobs = jobs;
    this.kinds = kinds;
  }

  @Override
  public String name() {
    return "long-job";
  }

  @Override
  public String wakeTopic() {
    return Jobs.WAKE;
  }

  @Override
  public boolean runOnce() {
    Optional<Job> claimed = jobs.claim();
    claimed.ifPresent(this::run);
    return claimed.isPresent();
  }

  private void run(Job job) {
    Optional<LongJob> kind = kinds.stream().filter(k -> k.kind().equals(job.kind())).findFirst();
    if (kind.isEmpty()) {
      jobs.finish(job.id(), Job.State.FAILED, "Nothing here knows how to do this.");
      return;
    }
    log.info("Job {} {} starts", job.id(), job.kind());
    Handle handle = new Handle(job);
    try {
      kind.get().run(handle);
      jobs.finish(job.id(), handle.cancelled() ? Job.State.CANCELLED : Job.State.DONE, null);
      log.info("Job {} {} ended", job.id(), job.kind());
    } catch (RuntimeException e) {
      log.error("Job {} {} failed", job.id(), job.kind(), e);
      jobs.finish(
          job.id(), Job.State.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private final class Handle implements LongJob.Running {
    private final Job job;
    private final Map<String, Object> notes = new HashMap<>();
    private long done;
    private @Nullable Long total;

    Handle(Job job) {
      this.job = job;
      this.total = job.total();
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public void progress(long done, @Nullable Long total) {
      this.done = done;
      this.total = total;
      jobs.progress(job.id(), done, total, notes);
    }

    @Override
    public void progress(long done, @Nullable Long total, Map<String, ?> notes) {
      this.notes.putAll(notes);
      progress(done, total);
    }

    @Override
    public void note(String key, Object value) {
      notes.put(key, value);
      jobs.progress(job.id(), done, total, notes);
    }

    @Override
    public boolean cancelled() {
      return jobs.find(job.id()).cancelRequested();
    }
  }
}
