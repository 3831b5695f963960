package helpdesk.metrics.report;

import helpdesk.job.QueueWorker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Sends reports when they are due, on every node. */
@Component
class ReportWorker implements QueueWorker {
  private final Reports reports;

  ReportWorker(Reports reports) {
    this.reports = reports;
  }

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public String wakeTopic() {
    return "reports";
  }

  /** An hour is when it strikes, give or take this much. */
  @Override
  public Duration restAtMost() {
    return Duration.ofSeconds(30);
  }

  @Override
  public boolean runOnce() {
    return reports.sendNext();
  }
}
