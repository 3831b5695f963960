package helpdesk.web.admin;

import helpdesk.channel.AfterProcessing;
import helpdesk.channel.MailLogin;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.shared.EmailAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it is typed in. A password that is left empty stays as it is; a server without a
 * host is none.
 */
record MailboxForm(
    @Nullable String address,
    @Nullable String login,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String folder,
    @Nullable String after,
    @Nullable String afterFolder,
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
  static MailboxForm empty() {
    return new MailboxForm(
        null,
        MailLogin.PASSWORD.key(),
        null,
        null,
        "INBOX",
        AfterProcessing.Deed.LEAVE.key(),
        null,
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

  /**
   * @param clientId as which we ask its provider, null if there is none
   */
  static MailboxForm of(Mailbox mailbox, @Nullable String clientId) {
    MailServer imap = mailbox.imap();
    MailServer smtp = mailbox.smtp();
    return new MailboxForm(
        Objects.toString(mailbox.channel().address(), ""),
        mailbox.login().key(),
        clientId,
        null,
        mailbox.folder(),
        mailbox.after().deed().key(),
        mailbox.after().folder(),
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
    if (Typed.given(imapHost) != null && port(imapPort) == null) {
      problems.put("imapPort", "admin.problem.port");
    }
    if (Typed.given(smtpHost) != null && port(smtpPort) == null) {
      problems.put("smtpPort", "admin.problem.port");
    }
    if (signIn().byToken() && Typed.given(clientId) == null) {
      problems.put("clientId", "admin.problem.client");
    }
    if (deed() == AfterProcessing.Deed.MOVE) {
      String folder = Typed.given(afterFolder);
      if (folder == null) problems.put("afterFolder", "admin.problem.folder");
      else if (folder.equalsIgnoreCase(folderName())) {
        problems.put("afterFolder", "admin.problem.same-folder");
      }
    }
    return problems;
  }

  String folderName() {
    String name = Typed.given(folder);
    return name == null ? "INBOX" : name;
  }

  /** What becomes of messages, once there are no problems. */
  AfterProcessing afterProcessing() {
    return new AfterProcessing(deed(), Typed.given(afterFolder));
  }

  private AfterProcessing.Deed deed() {
    String said = Typed.given(after);
    return said == null ? AfterProcessing.Deed.LEAVE : AfterProcessing.Deed.of(said);
  }

  @Nullable MailServer imap(@Nullable Mailbox before) {
    return server(
        host(imapHost, "imap.gmail.com", "outlook.office365.com"),
        imapPort,
        imapSecurity,
        imapUser,
        imapPassword,
        before == null ? null : before.imap());
  }

  @Nullable MailServer smtp(@Nullable Mailbox before) {
    return server(
        host(smtpHost, "smtp.gmail.com", "smtp.office365.com"),
        smtpPort,
        smtpSecurity,
        smtpUser,
        smtpPassword,
        before == null ? null : before.smtp());
  }

  /** How we sign in. */
  MailLogin signIn() {
    String said = Typed.given(login);
    return said == null ? MailLogin.PASSWORD : MailLogin.of(said);
  }

  /** What was typed, else the provider's own server. */
  private @Nullable String host(@Nullable String typed, String google, String microsoft) {
    String host = Typed.given(typed);
    if (host != null) return host;
    return switch (signIn()) {
      case PASSWORD -> null;
      case GOOGLE -> google;
      case MICROSOFT -> microsoft;
    };
  }

  private @Nullable MailServer server(
      @Nullable String host,
      @Nullable String port,
      @Nullable String security,
      @Nullable String user,
      @Nullable String password,
      @Nullable MailServer before) {
    Integer number = port(port);
    if (host == null || number == null) return null;
    String protection = Typed.given(security);
    MailServer.Security secured =
        protection == null ? MailServer.Security.TLS : MailServer.Security.of(protection);
    String name = Typed.given(user);
    if (signIn().byToken()) {
      String asWhom = name == null ? Typed.given(address) : name;
      return new MailServer(host, number, secured, asWhom, null, true);
    }
    // A kept password goes only where it was given for: never to another host.
    String kept = before != null && before.host().equalsIgnoreCase(host) ? before.password() : null;
    String secret = password == null || password.isEmpty() ? kept : password;
    return new MailServer(host, number, secured, name, secret);
  }

  private static @Nullable Integer port(@Nullable String text) {
    try {
      int port = text == null ? 0 : Integer.parseInt(text.strip());
      return port >= 1 && port <= 65_535 ? port : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
