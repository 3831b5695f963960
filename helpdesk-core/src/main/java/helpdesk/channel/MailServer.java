package helpdesk.channel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is fetched or handed over.
 *
 * @param port 1 to 65535
 * @param user null where the server wants no login
 * @param password null where the server wants no login; a token where {@code byToken}
 * @param byToken whether a provider's token stands in for the password
 */
public record MailServer(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    boolean byToken) {
  /** How the connection is protected. Certificates are always verified. */
  public enum Security {
    /** Not at all: for a server in the same machine or network only. */
    NONE,
    /** Starts plain and must turn to TLS before anything secret is said. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such protection
     */
    public static Security of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @throws IllegalArgumentException if there is no host or the port is none
   */
  public MailServer {
    host = host.strip();
    if (host.isEmpty()) throw new IllegalArgumentException("A mail server needs a host");
    if (port < 1 || port > 65_535) throw new IllegalArgumentException("Not a port: " + port);
    if (user != null && user.isBlank()) user = null;
    if (password != null && password.isEmpty()) password = null;
  }

  /** One that is opened with a password. */
  public MailServer(
      String host, int port, Security security, @Nullable String user, @Nullable String password) {
    this(host, port, security, user, password, false);
  }

  /** The same, opened with this token. */
  public MailServer withToken(@Nullable String token) {
    return new MailServer(host, port, security, user, token, true);
  }

  /** Without the password, which must reach no log. */
  @Override
  public String toString() {
    return host + ":" + port + " (" + security.key() + ")";
  }
}
