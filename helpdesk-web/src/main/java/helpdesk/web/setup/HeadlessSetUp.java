package helpdesk.web.setup;

import helpdesk.agent.Agents;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.web.shell.Languages;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** Sets an empty desk up from {@link BootstrapProperties}, before the first request is taken. */
@Component
@DependsOnDatabaseInitialization
class HeadlessSetUp implements SmartInitializingSingleton {
  /** The shortest token taken, in characters: long enough that nobody guesses it. */
  static final int SHORTEST_TOKEN = 16;

  private static final Logger log = LoggerFactory.getLogger(HeadlessSetUp.class);
  private final BootstrapProperties given;
  private final boolean sampleData;
  private final SetUp setUp;

  HeadlessSetUp(
      BootstrapProperties given,
      @Value("${helpdesk.sample-data:false}") boolean sampleData,
      SetUp setUp) {
    this.given = given;
    this.sampleData = sampleData;
    this.setUp = setUp;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!given.given() || setUp.done()) return;
    NewWorkspace wanted = check();
    try {
      setUp.perform(wanted);
      log.info("The desk was set up from the environment");
    } catch (DomainException e) {
      if (!setUp.done()) throw new BootstrapRefused(String.valueOf(e.getMessage()));
      // another node that started with the same values was faster
    }
  }

  private NewWorkspace check() {
    EmailAddress email = EmailAddress.parse(given.adminEmail());
    if (email == null) throw refused("ADMIN_EMAIL", "is not an e-mail address");
    String password = given.adminPassword();
    if (password == null || password.length() < Agents.SHORTEST_PASSWORD)
      throw refused("ADMIN_PASSWORD", "needs at least " + Agents.SHORTEST_PASSWORD + " characters");
    if (given.organisation().isBlank()) throw refused("ORGANISATION", "is blank");
    return new NewWorkspace(
        given.organisation(),
        zone(),
        language(),
        email.localPart(),
        email,
        password,
        token(),
        mailbox(),
        sampleData);
  }

  private @Nullable String token() {
    String token = given.apiToken();
    if (token == null || token.isBlank()) return null;
    if (token.length() < SHORTEST_TOKEN)
      throw refused("API_TOKEN", "needs at least " + SHORTEST_TOKEN + " characters");
    return token;
  }

  private @Nullable NewMailbox mailbox() {
    if (!BootstrapProperties.isSet(given.mailbox())) return null;
    EmailAddress address = EmailAddress.parse(given.mailbox());
    if (address == null) throw refused("MAILBOX", "is not an e-mail address");
    return new NewMailbox(address, null, null);
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(given.zone());
    } catch (DateTimeException e) {
      throw refused("ZONE", "is not a time zone such as Europe/Stockholm");
    }
  }

  private Locale language() {
    Locale language = Locale.forLanguageTag(given.language());
    if (!Languages.SPOKEN.contains(language)) throw refused("LANGUAGE", "is none of en, es, sv");
    return language;
  }

  private static BootstrapRefused refused(String name, String why) {
    return new BootstrapRefused("HELPDESK_BOOTSTRAP_" + name + " " + why + ".");
  }
}
