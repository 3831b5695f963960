package helpdesk.web.shell;

import helpdesk.agent.Agents;
import helpdesk.agent.Teams;
import helpdesk.ticket.TicketQueue;
import helpdesk.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Gives every page its {@link Shell}, as {@code shell}. */
@ControllerAdvice(annotations = Controller.class)
class ShellAdvice {
  private final Agents agents;
  private final Teams teams;
  private final Workspaces workspaces;
  private final TicketQueue queue;
  private final ResourceUrlProvider resources;

  ShellAdvice(
      Agents agents,
      Teams teams,
      Workspaces workspaces,
      TicketQueue queue,
      ResourceUrlProvider resources) {
    this.agents = agents;
    this.teams = teams;
    this.workspaces = workspaces;
    this.queue = queue;
    this.resources = resources;
  }

  @ModelAttribute("shell")
  Shell shell(@AuthenticationPrincipal @Nullable SignedInAgent me) {
    return new Shell(
        icons(),
        () -> agents.byId(known(me).id()),
        workspaces::current,
        () -> queue.counts(known(me).id()),
        teams::all);
  }

  private String icons() {
    String plain = "/vendor/icons.svg";
    String hashed = resources.getForLookupPath(plain);
    return hashed == null ? plain : hashed;
  }

  private static SignedInAgent known(@Nullable SignedInAgent me) {
    if (me == null) throw new IllegalStateException("This page is for signed-in agents");
    return me;
  }
}
