package helpdesk.web.shell;

import helpdesk.agent.Agent;
import helpdesk.agent.Team;
import helpdesk.ticket.QueueCounts;
import helpdesk.workspace.Workspace;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** What the frame around a page shows. Each thing is read only if the page draws it, and once. */
public final class Shell {
  private final String icons;
  private final Supplier<Agent> me;
  private final Supplier<Workspace> workspace;
  private final Supplier<QueueCounts> counts;
  private final Supplier<List<Team>> teams;

  Shell(
      String icons,
      Supplier<Agent> me,
      Supplier<Workspace> workspace,
      Supplier<QueueCounts> counts,
      Supplier<List<Team>> teams) {
    this.icons = icons;
    this.me = SingletonSupplier.of(me);
    this.workspace = SingletonSupplier.of(workspace);
    this.counts = SingletonSupplier.of(counts);
    this.teams = SingletonSupplier.of(teams);
  }

  /** The address of the icon sprite; {@code #name} chooses one. */
  public String icons() {
    return icons;
  }

  /** Who is signed in, as they are now. */
  public Agent me() {
    return me.get();
  }

  /** The company. */
  public Workspace workspace() {
    return workspace.get();
  }

  /** How many tickets are behind each view. */
  public QueueCounts counts() {
    return counts.get();
  }

  /** The teams by name. */
  public List<Team> teams() {
    return teams.get();
  }
}
