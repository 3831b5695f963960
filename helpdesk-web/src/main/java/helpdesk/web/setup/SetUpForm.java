package helpdesk.web.setup;

import helpdesk.agent.Agents;
import helpdesk.channel.MailServer;
import helpdesk.shared.EmailAddress;
import helpdesk.web.shell.Languages;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the set-up pages ask. Nothing here is trusted before {@link #problems} is empty. */
record SetUpForm(
    @Nullable String organisation,
    @Nullable String language,
    @Nullable String zone,
    @Nullable String name,
    @Nullable String email,
    @Nullable String password,
    @Nullable String mailbox,
    @Nullable String address,
    @Nullable String imapHost,
    @Nullable String imapPort,
    @Nullable String imapSecurity,
    @Nullable String smtpHost,
    @Nullable String smtpPort,
    @Nullable String smtpSecurity,
    @Nullable String mailUser,
    @Nullable String mailPassword,
    @Nullable String sampleData) {
  private static final int LONGEST_NAME = 120;

  /** An empty form in the language of who opened it. */
  static SetUpForm blank(Locale language) {
    return new SetUpForm(
        null,
        language.getLanguage(),
        null,
        null,
        null,
        null,
        "later",
        null,
        null,
        "993",
        "tls",
        null,
        "587",
        "starttls",
        null,
        null,
        null);
  }

  /** The fields that cannot be taken, each with the key of the sentence that says why. */
  Map<String, String> problems() {
    Map<String, String> found = new LinkedHashMap<>();
    if (!isName(organisation)) found.put("organisation", "setup.wrong.organisation");
    if (!Languages.SPOKEN.contains(Locale.forLanguageTag(text(language))))
      found.put("language", "setup.wrong.language");
    if (!ZoneId.getAvailableZoneIds().contains(text(zone))) found.put("zone", "setup.wrong.zone");
    if (!isName(name)) found.put("name", "setup.wrong.name");
    if (EmailAddress.parse(email) == null) found.put("email", "setup.wrong.email");
    if (password == null || password.length() < Agents.SHORTEST_PASSWORD)
      found.put("password", "setup.wrong.password");
    if (connects()) {
      if (EmailAddress.parse(address) == null) found.put("address", "setup.wrong.email");
      if (!isServer(imapHost, imapPort, imapSecurity)) found.put("imapHost", "setup.wrong.server");
      if (!isServer(smtpHost, smtpPort, smtpSecurity)) found.put("smtpHost", "setup.wrong.server");
      if (text(imapHost).isEmpty() && text(smtpHost).isEmpty())
        found.put("imapHost", "setup.wrong.no-server");
    }
    return found;
  }

  /** Whether a mailbox is wanted now. */
  public boolean connects() {
    return "now".equals(mailbox);
  }

  /** The same as the desk understands it; only without {@link #problems}. */
  NewWorkspace wanted() {
    return new NewWorkspace(
        text(organisation),
        ZoneId.of(text(zone)),
        Locale.forLanguageTag(text(language)),
        text(name),
        new EmailAddress(text(email)),
        password == null ? "" : password,
        null,
        connects() ? newMailbox() : null,
        "true".equals(sampleData));
  }

  private NewMailbox newMailbox() {
    return new NewMailbox(
        new EmailAddress(text(address)),
        server(imapHost, imapPort, imapSecurity),
        server(smtpHost, smtpPort, smtpSecurity));
  }

  private @Nullable MailServer server(
      @Nullable String host, @Nullable String port, @Nullable String security) {
    if (text(host).isEmpty()) return null;
    String user = text(mailUser).isEmpty() ? text(address) : text(mailUser);
    boolean login = mailPassword != null && !mailPassword.isEmpty();
    return new MailServer(
        text(host),
        Integer.parseInt(text(port)),
        MailServer.Security.of(text(security)),
        login ? user : null,
        login ? mailPassword : null);
  }

  /** No server is fine, half a server is not. */
  private boolean isServer(
      @Nullable String host, @Nullable String port, @Nullable String security) {
    try {
      server(host, port, security);
      return !text(host).contains(" ");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isName(@Nullable String value) {
    return !text(value).isEmpty() && text(value).length() <= LONGEST_NAME;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
