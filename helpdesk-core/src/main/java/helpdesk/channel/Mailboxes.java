package helpdesk.channel;

import helpdesk.outbox.Outbox;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.workspace.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How each mailbox is fetched and how it sends; passwords are sealed in the database. */
@Service
@Transactional
public class Mailboxes {
  private static final String COLUMNS =
      """
      login, imap_host, imap_port, imap_security, imap_user, imap_password, imap_folder,
      smtp_host, smtp_port, smtp_security, smtp_user, smtp_password,
      after_processing, after_folder, last_fetched_at, last_message_at,
      trouble, trouble_detail, failing_since
      """;
  private final JdbcClient jdbc;
  private final Channels channels;
  private final Secrets secrets;
  private final SmtpDefaults smtpDefaults;
  private final ObjectProvider<ServerCheck> check;
  private final Outbox outbox;
  private final OAuthGrants grants;

  Mailboxes(
      JdbcClient jdbc,
      Channels channels,
      Secrets secrets,
      SmtpDefaults smtpDefaults,
      ObjectProvider<ServerCheck> check,
      Outbox outbox,
      OAuthGrants grants) {
    this.jdbc = jdbc;
    this.channels = channels;
    this.secrets = secrets;
    this.smtpDefaults = smtpDefaults;
    this.check = check;
    this.outbox = outbox;
    this.grants = grants;
  }

  /** All mailboxes by name. */
  public List<Mailbox> all() {
    return channels.all().stream()
        .filter(channel -> channel.address() != null)
        .flatMap(channel -> find(channel).stream())
        .toList();
  }

  /**
   * @throws DomainException (not found) if the channel is no mailbox
   */
  public Mailbox byId(ChannelId id) {
    return find(channels.byId(id)).orElseThrow(Mailboxes::noMailbox);
  }

  /** Where its mail is handed over: its own server, else the installation's, else none. */
  public Optional<MailServer> smtpOf(ChannelId channel) {
    return server(channel, "smtp").or(smtpDefaults::server);
  }

  /** Where its mail is fetched, if it is. */
  public Optional<MailServer> imapOf(ChannelId channel) {
    return server(channel, "imap");
  }

  /**
   * Sets both servers; null removes one. Mail that waits is tried at once with the new one. Another
   * account to fetch from is read from its beginning.
   *
   * @throws DomainException (not found) if the channel is no mailbox
   */
  public void change(ChannelId channel, @Nullable MailServer imap, @Nullable MailServer smtp) {
    boolean moved = imapOf(channel).map(old -> !sameAccount(old, imap)).orElse(true);
    write(channel, "imap", imap);
    write(channel, "smtp", smtp);
    outbox.tryNow(channel);
    if (moved) startOver(channel);
  }

  /**
   * Fetches another folder from now on.
   *
   * @throws DomainException (not found) if the channel is no mailbox, (invalid) without a name
   */
  public void fetchFrom(ChannelId channel, String folder) {
    String name = folder.strip();
    if (name.isEmpty()) {
      throw new DomainException(DomainException.Kind.INVALID, "A folder needs a name.");
    }
    if (byId(channel).folder().equals(name)) return;
    jdbc.sql("UPDATE mailbox SET imap_folder = :folder WHERE channel_id = :id")
        .param("folder", name)
        .param("id", channel.value())
        .update();
    startOver(channel);
  }

  /**
   * Decides what becomes of messages on their server once they are stored here, from now on.
   *
   * @throws DomainException (not found) if the channel is no mailbox, (invalid) if they would be
   *     moved to where they are
   */
  public void afterProcessing(ChannelId channel, AfterProcessing after) {
    if (byId(channel).folder().equalsIgnoreCase(after.folder())) {
      throw new DomainException(
          DomainException.Kind.INVALID, "Messages are moved to another folder than their own.");
    }
    jdbc.sql(
            """
            UPDATE mailbox SET after_processing = :deed, after_folder = :folder WHERE channel_id = :id
            """)
        .param("deed", after.deed().key())
        .param("folder", after.folder())
        .param("id", channel.value())
        .update();
  }

  /**
   * Decides how we sign in to its own servers, from now on. What another provider allowed is
   * forgotten.
   *
   * @throws DomainException (not found) if the channel is no mailbox
   */
  public void signInBy(ChannelId channel, MailLogin login) {
    if (byId(channel).login() == login) return;
    jdbc.sql("UPDATE mailbox SET login = :login WHERE channel_id = :id")
        .param("login", login.key())
        .param("id", channel.value())
        .update();
    grants.forget(channel);
  }

  /** Connects, logs in and opens the folder; what is wrong, empty if nothing is. */
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public Optional<MailboxTrouble> testImap(MailServer server, String folder) {
    return check.getObject().imap(server, folder);
  }

  /** Connects and logs in, sends nothing; what is wrong, empty if nothing is. */
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public Optional<MailboxTrouble> testSmtp(MailServer server) {
    return check.getObject().smtp(server);
  }

  private Optional<Mailbox> find(Channel channel) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM mailbox WHERE channel_id = :id")
        .param("id", channel.id().value())
        .query(
            (row, n) ->
                new Mailbox(
                    channel,
                    MailLogin.of(row.getString("login")),
                    server(row, "imap"),
                    server(row, "smtp"),
                    row.getString("imap_folder"),
                    new AfterProcessing(
                        AfterProcessing.Deed.of(row.getString("after_processing")),
                        row.getString("after_folder")),
                    Sql.instantOrNull(row, "last_fetched_at"),
                    Sql.instantOrNull(row, "last_message_at"),
                    trouble(row),
                    Sql.instantOrNull(row, "failing_since")))
        .optional();
  }

  private static @Nullable MailboxTrouble trouble(ResultSet row) throws SQLException {
    String kind = row.getString("trouble");
    if (kind == null) return null;
    return new MailboxTrouble(
        MailboxTrouble.Kind.of(kind),
        Objects.toString(row.getString("imap_host"), ""),
        row.getInt("imap_port"),
        row.getString("trouble_detail"));
  }

  private Optional<MailServer> server(ChannelId channel, String kind) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM mailbox WHERE channel_id = :id AND "
                + kind
                + "_host IS NOT NULL")
        .param("id", channel.value())
        .query((row, n) -> Objects.requireNonNull(server(row, kind)))
        .optional();
  }

  private @Nullable MailServer server(ResultSet row, String kind) throws SQLException {
    String host = row.getString(kind + "_host");
    if (host == null) return null;
    String security = row.getString(kind + "_security");
    boolean byToken = MailLogin.of(row.getString("login")).byToken();
    byte[] sealed = byToken ? null : row.getBytes(kind + "_password");
    return new MailServer(
        host,
        row.getInt(kind + "_port"),
        security == null ? MailServer.Security.TLS : MailServer.Security.of(security),
        row.getString(kind + "_user"),
        sealed == null ? null : secrets.open(sealed),
        byToken);
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
    if (written == 0) throw noMailbox();
  }

  private byte @Nullable [] sealed(@Nullable MailServer server) {
    return server == null || server.password() == null ? null : secrets.seal(server.password());
  }

  private void startOver(ChannelId channel) {
    jdbc.sql(
            """
            UPDATE mailbox SET uid_validity = NULL, last_uid = NULL, deed_uid = 0, stumbled_uid = NULL,
                   stumbles = 0, trouble = NULL, trouble_detail = NULL, failing_since = NULL
             WHERE channel_id = :id
            """)
        .param("id", channel.value())
        .update();
  }

  private static boolean sameAccount(MailServer one, @Nullable MailServer other) {
    return other != null
        && one.host().equalsIgnoreCase(other.host())
        && one.port() == other.port()
        && Objects.equals(one.user(), other.user());
  }

  private static DomainException noMailbox() {
    return new DomainException(DomainException.Kind.NOT_FOUND, "There is no such mailbox.");
  }
}
