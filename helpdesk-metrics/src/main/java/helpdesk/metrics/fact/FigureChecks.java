package helpdesk.metrics.fact;

import helpdesk.job.Job;
import helpdesk.job.Jobs;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** The checks of the figures and the times they were computed anew: how far, and what was found. */
@Service
public class FigureChecks {
  private final Jobs jobs;

  FigureChecks(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * One of them.
   *
   * @param nightly whether it began by itself, else somebody asked for it
   * @param tickets how many gave something else than was kept
   * @param days how many amounted to something else than was kept
   */
  public record Check(Job job, boolean nightly, long tickets, long days) {
    static Check of(Job job) {
      return new Check(
          job,
          job.kind().equals(NightlyCheck.KIND),
          number(job, Recomputation.TICKETS),
          number(job, Recomputation.DAYS));
    }

    private static long number(Job job, String key) {
      return job.detail().get(key) instanceof Number n ? n.longValue() : 0;
    }

    /** Whether anything was different. */
    public boolean different() {
      return tickets > 0 || days > 0;
    }
  }

  /** The newest of both sorts, the newest first. */
  public List<Check> latest(int limit) {
    return Stream.of(NightlyCheck.KIND, FactRebuild.KIND)
        .flatMap(kind -> jobs.latest(kind, limit).stream())
        .sorted(Comparator.comparing(Job::id).reversed())
        .limit(limit)
        .map(Check::of)
        .toList();
  }

  /** The one that waits or runs, if any does. */
  public Optional<Check> running() {
    return latest(5).stream().filter(check -> !check.job().finished()).findFirst();
  }

  /** What the newest nightly check that came to its end found, if it found something different. */
  public Optional<Check> trouble() {
    return jobs.latest(NightlyCheck.KIND, 5).stream()
        .filter(job -> job.state() == Job.State.DONE)
        .findFirst()
        .map(Check::of)
        .filter(Check::different);
  }

  /** Computes everything anew from the events, unless something like it is on its way already. */
  public void rebuild() {
    if (running().isEmpty()) jobs.start(FactRebuild.KIND, Map.of());
  }

  /** Asks the one that runs to stop; what it has computed by then stays. */
  public void stop() {
    running().ifPresent(check -> jobs.cancel(check.job().id()));
  }
}
