package helpdesk.web.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Set-up without a person, read on an empty database only ({@code HELPDESK_BOOTSTRAP_ADMIN_EMAIL}
 * and so on).
 *
 * @param adminEmail the first administrator; without one, a person is asked to set the desk up
 * @param adminPassword theirs; there is no default
 * @param apiToken a token of every scope, chosen by who installs, if wanted
 * @param mailbox the first mailbox's address, if wanted; its servers are {@code helpdesk.smtp}, or
 *     set later
 * @param organisation the company's name
 * @param zone the reports' time zone, such as {@code Europe/Stockholm}
 * @param language en, es or sv
 */
@ConfigurationProperties("helpdesk.bootstrap")
record BootstrapProperties(
    @Nullable String adminEmail,
    @Nullable String adminPassword,
    @Nullable String apiToken,
    @Nullable String mailbox,
    @DefaultValue("Helpdesk") String organisation,
    @DefaultValue("UTC") String zone,
    @DefaultValue("en") String language) {
  /** Whether set-up goes without a person. */
  boolean given() {
    return isSet(adminEmail) || isSet(adminPassword) || isSet(apiToken);
  }

  static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
