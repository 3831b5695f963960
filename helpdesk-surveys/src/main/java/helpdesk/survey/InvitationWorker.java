package helpdesk.survey;

import helpdesk.job.QueueWorker;
import org.springframework.stereotype.Component;

/** Takes due decisions, one transaction each, on every node. */
@Component
class InvitationWorker implements QueueWorker {
  private final InvitationDecisions decisions;

  InvitationWorker(InvitationDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public String name() {
    return "survey-invitations";
  }

  @Override
  public String wakeTopic() {
    return InvitationPlanner.WAKE;
  }

  @Override
  public boolean runOnce() {
    return decisions.decideNext();
  }
}
