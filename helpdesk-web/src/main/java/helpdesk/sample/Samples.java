package helpdesk.sample;

import helpdesk.job.Job;
import helpdesk.job.Jobs;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Loads the sample shop and takes it away, both as jobs that a person can watch. */
@Service
@Transactional
public class Samples {
  private final Jobs jobs;
  private final JdbcClient jdbc;

  Samples(Jobs jobs, JdbcClient jdbc) {
    this.jobs = jobs;
    this.jdbc = jdbc;
  }

  /** Starts loading; returns the job. */
  public long load() {
    return jobs.start(SampleShop.KIND, Map.of());
  }

  /** Starts removing; returns the job. */
  public long remove() {
    return jobs.start(SampleRemoval.KIND, Map.of());
  }

  /** Whether there is anything of the sample now. */
  @Transactional(readOnly = true)
  public boolean present() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM ticket WHERE sample)")
        .query(Boolean.class)
        .single();
  }

  /** The newest job of either kind that is still at work. */
  @Transactional(readOnly = true)
  public java.util.Optional<Job> running() {
    return List.of(SampleShop.KIND, SampleRemoval.KIND).stream()
        .flatMap(kind -> jobs.latest(kind, 1).stream())
        .filter(job -> !job.finished())
        .findFirst();
  }
}
