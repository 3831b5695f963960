package helpdesktest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the features that are on the class path, without the web. */
@SpringBootApplication(scanBasePackages = "helpdesk")
@ConfigurationPropertiesScan("helpdesk")
class DatabaseTestApplication {}
