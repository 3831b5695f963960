package helpdesk.web.setup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints the one-time link where an empty desk starts. On standard output only: whoever reads logs
 * later must not find it.
 */
@Component
class SetUpInvitation {
  private final SetUp setUp;
  private final SetUpLinks links;
  private final Environment settings;

  SetUpInvitation(SetUp setUp, SetUpLinks links, Environment settings) {
    this.setUp = setUp;
    this.links = links;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(100)
  void invite() {
    if (setUp.done()) return;
    System.out.printf(
        """

          This desk is empty. Set it up within 24 hours through this link, which works once:

            http://localhost:%s%s/setup/%s

          (From another computer, put the name of this one in place of localhost.)

        """,
        settings.getProperty("local.server.port", "8080"),
        settings.getProperty("server.servlet.context-path", ""),
        links.issue());
  }
}
