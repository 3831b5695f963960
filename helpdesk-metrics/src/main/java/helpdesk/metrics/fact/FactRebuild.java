package helpdesk.metrics.fact;

import helpdesk.job.LongJob;
import org.springframework.stereotype.Component;

/**
 * Computes all figures anew from the events when somebody asks for it. What it leaves is what the
 * follower would have left.
 */
@Component
public class FactRebuild implements LongJob {
  /** The word that starts it. */
  public static final String KIND = "metrics-rebuild";

  private final Recomputation recomputation;

  FactRebuild(Recomputation recomputation) {
    this.recomputation = recomputation;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    recomputation.run(job);
  }
}
