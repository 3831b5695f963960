package helpdesk.web.shell;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads what the language and the frame of a page both need once a request: never stale. */
@Component
class RequestMemory {
  private final Agents agents;
  private final Workspaces workspaces;

  RequestMemory(Agents agents, Workspaces workspaces) {
    this.agents = agents;
    this.workspaces = workspaces;
  }

  Agent agent(HttpServletRequest request, AgentId id) {
    return once(request, Agent.class, () -> agents.byId(id));
  }

  Workspace workspace(HttpServletRequest request) {
    return once(request, Workspace.class, workspaces::current);
  }

  private static <T> T once(HttpServletRequest request, Class<T> type, Supplier<T> read) {
    String name = RequestMemory.class.getName() + "." + type.getSimpleName();
    Object known = request.getAttribute(name);
    if (known != null) return type.cast(known);
    T value = read.get();
    request.setAttribute(name, value);
    return value;
  }
}
