package helpdesk.web.setup;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.calendar.Calendars;
import helpdesk.channel.Channels;
import helpdesk.channel.Mailboxes;
import helpdesk.job.Jobs;
import helpdesk.shared.ChannelId;
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
  private final Calendars calendars;
  private final Agents agents;
  private final ApiTokens tokens;
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final SetUpLinks links;
  private final Jobs jobs;
  private final Audit audit;

  SetUp(
      Workspaces workspaces,
      Calendars calendars,
      Agents agents,
      ApiTokens tokens,
      Channels channels,
      Mailboxes mailboxes,
      SetUpLinks links,
      Jobs jobs,
      Audit audit) {
    this.workspaces = workspaces;
    this.calendars = calendars;
    this.agents = agents;
    this.tokens = tokens;
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.links = links;
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
    calendars.seed(wanted.organisation(), wanted.zone());
    Agent administrator =
        agents.create(
            wanted.adminEmail(), wanted.adminName(), Role.ADMINISTRATOR, wanted.adminPassword());
    if (wanted.apiToken() != null) tokens.accept("Bootstrap", wanted.apiToken(), ApiTokens.SCOPES);
    if (wanted.mailbox() != null) connect(wanted.mailbox());
    if (wanted.sampleData()) jobs.start(SAMPLE_DATA, Map.of());
    audit.record(
        "system", "workspace.created", Map.of("administrator", administrator.id().value()));
    return administrator;
  }

  /**
   * The same for who holds the one-time link, which it uses up.
   *
   * @throws DomainException (gone) if the link was used or has expired
   */
  public Agent perform(String token, NewWorkspace wanted) {
    links.use(token);
    return perform(wanted);
  }

  private void connect(NewMailbox wanted) {
    ChannelId channel = channels.createEmail(wanted.address(), null, null).id();
    mailboxes.change(channel, wanted.imap(), wanted.smtp());
  }
}
