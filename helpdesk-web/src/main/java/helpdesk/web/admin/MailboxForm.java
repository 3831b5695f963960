package helpdesk.web.admin;

import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.shared.EmailAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it is typed in. A password that is left empty stays as it is; a server without a
 * host is none.
 */
record MailboxForm(
    @Nullable String address,
    @Nullable String displayName,
    @Nullable String language,
    @Nullable Long team,
    @Nullable String openThreads,
    @Nullable String active,
    @Nullable String folder,
    @Nullable String imapHost,
    @Nullable String imapPort,
    @Nullable String imapSecurity,
    @Nullable String imapUser,
    @Nullable String imapPassword,
    @Nullable String smtpHost,
    @Nullable String smtpPort,
    @Nullable String smtpSecurity,
    @Nullable String smtpUser,
    @Nullable String smtpPassword) {
  private static final String ON = "on";

  static MailboxForm empty() {
    return new MailboxForm(
        null,
        null,
        null,
        null,
        null,
        ON,
        "INBOX",
        null,
        "993",
        "tls",
        null,
        null,
        null,
        "587",
        "starttls",
        null,
        null);
  }

  static MailboxForm of(Mailbox mailbox) {
    var channel = mailbox.channel();
    MailServer imap = mailbox.imap();
    MailServer smtp = mailbox.smtp();
    return new MailboxForm(
        Objects.toString(channel.address(), ""),
        channel.displayName(),
        channel.language() == null ? null : channel.language().getLanguage(),
        channel.team() == null ? null : channel.team().value(),
        channel.openThreads() ? ON : null,
        channel.active() ? ON : null,
        mailbox.folder(),
        imap == null ? null : imap.host(),
        imap == null ? "993" : Integer.toString(imap.port()),
        imap == null ? "tls" : imap.security().key(),
        imap == null ? null : imap.user(),
        null,
        smtp == null ? null : smtp.host(),
        smtp == null ? "587" : Integer.toString(smtp.port()),
        smtp == null ? "starttls" : smtp.security().key(),
        smtp == null ? null : smtp.user(),
        null);
  }

  /** What cannot be accepted: field to message key. */
  Map<String, String> problems(boolean isNew) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (isNew && EmailAddress.parse(address) == null)
      problems.put("address", "admin.problem.address");
    if (given(imapHost) != null && port(imapPort) == null) {
      problems.put("imapPort", "admin.problem.port");
    }
    if (given(smtpHost) != null && port(smtpPort) == null) {
      problems.put("smtpPort", "admin.problem.port");
    }
    return problems;
  }

  @Nullable Locale locale() {
    String tag = given(language);
    return tag == null ? null : Locale.forLanguageTag(tag);
  }

  String folderName() {
    String name = given(folder);
    return name == null ? "INBOX" : name;
  }

  @Nullable String shownName() {
    return given(displayName);
  }

  @Nullable MailServer imap(@Nullable Mailbox before) {
    return server(
        imapHost,
        imapPort,
        imapSecurity,
        imapUser,
        imapPassword,
        before == null ? null : before.imap());
  }

  @Nullable MailServer smtp(@Nullable Mailbox before) {
    return server(
        smtpHost,
        smtpPort,
        smtpSecurity,
        smtpUser,
        smtpPassword,
        before == null ? null : before.smtp());
  }

  private static @Nullable MailServer server(
      @Nullable String host,
      @Nullable String port,
      @Nullable String security,
      @Nullable String user,
      @Nullable String password,
      @Nullable MailServer before) {
    Integer number = port(port);
    String name = given(host);
    String protection = given(security);
    if (name == null || number == null) return null;
    // A kept password goes only where it was given for: never to another host.
    String kept = before != null && before.host().equalsIgnoreCase(name) ? before.password() : null;
    return new MailServer(
        name,
        number,
        protection == null ? MailServer.Security.TLS : MailServer.Security.of(protection),
        given(user),
        password == null || password.isEmpty() ? kept : password);
  }

  private static @Nullable Integer port(@Nullable String text) {
    try {
      int port = text == null ? 0 : Integer.parseInt(text.strip());
      return port >= 1 && port <= 65_535 ? port : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
