package helpdesk.channel;

import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.workspace.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How each mailbox is fetched and how it sends; passwords are sealed in the database. */
@Service
@Transactional
public class Mailboxes {
  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final SmtpDefaults smtpDefaults;

  Mailboxes(JdbcClient jdbc, Secrets secrets, SmtpDefaults smtpDefaults) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.smtpDefaults = smtpDefaults;
  }

  /** Where its mail is handed over: its own server, else the installation's, else none. */
  public Optional<MailServer> smtpOf(ChannelId channel) {
    return read(channel, "smtp").or(smtpDefaults::server);
  }

  /** Where its mail is fetched, if it is. */
  public Optional<MailServer> imapOf(ChannelId channel) {
    return read(channel, "imap");
  }

  /**
   * Sets both servers; null removes one.
   *
   * @throws DomainException (not found) if the channel is no mailbox
   */
  public void change(ChannelId channel, @Nullable MailServer imap, @Nullable MailServer smtp) {
    write(channel, "imap", imap);
    write(channel, "smtp", smtp);
  }

  private Optional<MailServer> read(ChannelId channel, String kind) {
    return jdbc.sql(
            "SELECT %1$s_host, %1$s_port, %1$s_security, %1$s_user, %1$s_password FROM mailbox WHERE channel_id = :id AND %1$s_host IS NOT NULL"
                .formatted(kind))
        .param("id", channel.value())
        .query((row, n) -> server(row, kind))
        .optional();
  }

  private MailServer server(ResultSet row, String kind) throws SQLException {
    String security = row.getString(kind + "_security");
    byte[] sealed = row.getBytes(kind + "_password");
    return new MailServer(
        row.getString(kind + "_host"),
        row.getInt(kind + "_port"),
        security == null ? MailServer.Security.TLS : MailServer.Security.of(security),
        row.getString(kind + "_user"),
        sealed == null ? null : secrets.open(sealed));
  }

  private void write(ChannelId channel, String kind, @Nullable MailServer server) {
    int written =
        jdbc.sql(
                """
                UPDATE mailbox SET %1$s_host = :host, %1$s_port = :port, %1$s_security = :security,
                       %1$s_user = :user, %1$s_password = :password
                 WHERE channel_id = :id
                """
                    .formatted(kind))
            .param("id", channel.value())
            .param("host", server == null ? null : server.host())
            .param("port", server == null ? null : server.port())
            .param("security", server == null ? null : server.security().key())
            .param("user", server == null ? null : server.user())
            .param("password", sealed(server))
            .update();
    if (written == 0) {
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such mailbox.");
    }
  }

  private byte @Nullable [] sealed(@Nullable MailServer server) {
    return server == null || server.password() == null ? null : secrets.seal(server.password());
  }
}
