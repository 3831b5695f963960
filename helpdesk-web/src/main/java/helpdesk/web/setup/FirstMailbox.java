package helpdesk.web.setup;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.workspace.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Creates the mailbox that set-up asked for, inside set-up's transaction. */
@Component
class FirstMailbox {
  private final Channels channels;
  private final Secrets secrets;
  private final JdbcClient jdbc;

  FirstMailbox(Channels channels, Secrets secrets, JdbcClient jdbc) {
    this.channels = channels;
    this.secrets = secrets;
    this.jdbc = jdbc;
  }

  void create(NewMailbox wanted) {
    Channel channel = channels.createEmail(wanted.address(), null, null);
    connect(channel, "imap", wanted.imap());
    connect(channel, "smtp", wanted.smtp());
  }

  private void connect(Channel channel, String protocol, NewMailbox.@Nullable Server server) {
    if (server == null) return;
    jdbc.sql(
            """
            UPDATE mailbox SET %1$s_host = :host, %1$s_port = :port, %1$s_security = :security,
                   %1$s_user = :user, %1$s_password = :password
             WHERE channel_id = :id
            """
                .formatted(protocol))
        .param("id", channel.id().value())
        .param("host", server.host())
        .param("port", server.port())
        .param("security", server.security())
        .param("user", server.user().isBlank() ? null : server.user())
        .param("password", server.password().isEmpty() ? null : secrets.seal(server.password()))
        .update();
  }
}
