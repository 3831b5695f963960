package helpdesk.web.setup;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.job.Jobs;
import helpdesk.shared.DomainException;
import helpdesk.workspace.Audit;
import helpdesk.workspace.Workspaces;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets the desk up, once: all of it or nothing. */
@Service
@Transactional
class SetUp {
  /** The job that loads the sample shop. */
  static final String SAMPLE_DATA = "sample-data";

  private final Workspaces workspaces;
  private final Agents agents;
  private final ApiTokens tokens;
  private final FirstMailbox mailboxes;
  private final Jobs jobs;
  private final Audit audit;

  SetUp(
      Workspaces workspaces,
      Agents agents,
      ApiTokens tokens,
      FirstMailbox mailboxes,
      Jobs jobs,
      Audit audit) {
    this.workspaces = workspaces;
    this.agents = agents;
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.jobs = jobs;
    this.audit = audit;
  }

  /** Whether there is a workspace already. */
  @Transactional(readOnly = true)
  public boolean done() {
    return workspaces.find().isPresent();
  }

  /**
   * Creates everything.
   *
   * @return the first administrator
   * @throws DomainException (conflict) if the desk is set up already, (invalid) if a value cannot
   *     be taken
   */
  public Agent perform(NewWorkspace wanted) {
    workspaces.create(wanted.organisation().strip(), wanted.zone(), wanted.language());
    Agent administrator =
        agents.create(
            wanted.adminEmail(), wanted.adminName(), Role.ADMINISTRATOR, wanted.adminPassword());
    if (wanted.apiToken() != null) tokens.accept("Bootstrap", wanted.apiToken(), ApiTokens.SCOPES);
    if (wanted.mailbox() != null) mailboxes.create(wanted.mailbox());
    if (wanted.sampleData()) jobs.start(SAMPLE_DATA, Map.of());
    audit.record(
        "system", "workspace.created", Map.of("administrator", administrator.id().value()));
    return administrator;
  }
}
