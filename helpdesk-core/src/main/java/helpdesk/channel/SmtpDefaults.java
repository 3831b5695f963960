package helpdesk.channel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The installation's own mail server, for mailboxes that name none.
 *
 * @param host none if empty: such mailboxes then cannot send
 */
@ConfigurationProperties("helpdesk.smtp")
record SmtpDefaults(
    @Nullable String host,
    @DefaultValue("587") int port,
    @DefaultValue("starttls") MailServer.Security security,
    @Nullable String user,
    @Nullable String password) {

  Optional<MailServer> server() {
    if (host == null || host.isBlank()) return Optional.empty();
    return Optional.of(new MailServer(host, port, security, user, password));
  }

  @Override
  public String toString() {
    return "helpdesk.smtp";
  }
}
