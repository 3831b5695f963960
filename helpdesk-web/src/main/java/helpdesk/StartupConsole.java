package helpdesk;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Tells the person at the terminal how far the start is, and in the end where the page is. On
 * standard output and not in the log: it is said to somebody, once.
 */
class StartupConsole implements ApplicationListener<SpringApplicationEvent>, Ordered {
  @Override
  public void onApplicationEvent(SpringApplicationEvent event) {
    if (event instanceof ApplicationStartingEvent) say("Helpdesk is starting…");
    if (event instanceof ApplicationReadyEvent ready)
      say("Ready: " + address(ready.getApplicationContext().getEnvironment()));
  }

  private static String address(Environment settings) {
    boolean secure =
        settings.containsProperty("server.ssl.bundle")
            || settings.containsProperty("server.ssl.key-store");
    return (secure ? "https" : "http")
        + "://localhost:"
        + settings.getProperty("local.server.port", "8080")
        + settings.getProperty("server.servlet.context-path", "");
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** Before the set-up link, which is printed when the application is ready, too. */
  @Override
  public int getOrder() {
    return 0;
  }
}
