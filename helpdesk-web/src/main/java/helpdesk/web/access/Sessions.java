package helpdesk.web.access;

import helpdesk.agent.Agent;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions that agents are signed in with, on every node. */
@Component
class Sessions {
  private final FindByIndexNameSessionRepository<? extends Session> sessions;

  Sessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
    this.sessions = sessions;
  }

  /** Signs an agent out wherever they are signed in. */
  void endThoseOf(Agent agent) {
    sessions.findByPrincipalName(agent.email().value()).keySet().forEach(sessions::deleteById);
  }
}
