package helpdesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/**
 * Starts Helpdesk: every package directly under this one is a feature with a boundary of its own.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Helpdesk")
public class HelpdeskApplication {
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(HelpdeskApplication.class);
    application.addListeners(new StartupConsole());
    application.run(args);
  }
}
