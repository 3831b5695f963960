package helpdesk.channel.email.fetching;

import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.ServerCheck;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.springframework.stereotype.Component;

/**
 * Opens connections to mail servers: every wait has an end, every certificate is verified, and
 * STARTTLS where it is asked for is not optional.
 */
@Component
class Connections implements ServerCheck {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final int FETCH_BYTES = 1 << 20;

  /** An open folder; closing it closes its connection. */
  record Opened(IMAPStore store, IMAPFolder folder) implements AutoCloseable {
    @Override
    public void close() {
      try {
        store.close();
      } catch (MessagingException e) {
        // It was of no more use anyway.
      }
    }
  }

  /** Connects, logs in and opens the folder for reading only. */
  Opened open(MailServer server, String name) throws MessagingException {
    IMAPStore store = (IMAPStore) session("imap", server).getStore("imap");
    try {
      store.connect(server.host(), server.port(), server.user(), server.password());
      IMAPFolder folder = (IMAPFolder) store.getFolder(name);
      if (!folder.exists()) throw new FolderNotFoundException(folder);
      folder.open(Folder.READ_ONLY);
      return new Opened(store, folder);
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Optional<String> imap(MailServer server, String folder) {
    try (Opened opened = open(server, folder)) {
      opened.folder().getUIDValidity();
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(MailTrouble.words(e, server));
    }
  }

  @Override
  public Optional<String> smtp(MailServer server) {
    try (Transport transport = session("smtp", server).getTransport("smtp")) {
      transport.connect(server.host(), server.port(), server.user(), server.password());
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(MailTrouble.words(e, server));
    }
  }

  private static Session session(String protocol, MailServer server) {
    boolean starttls = server.security() == Security.STARTTLS;
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put(prefix + "connectiontimeout", String.valueOf(TO_CONNECT.toMillis()));
    properties.put(prefix + "timeout", String.valueOf(TO_ANSWER.toMillis()));
    properties.put(prefix + "writetimeout", String.valueOf(TO_ANSWER.toMillis()));
    properties.put(prefix + "ssl.enable", String.valueOf(server.security() == Security.TLS));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", String.valueOf(starttls));
    properties.put(prefix + "starttls.required", String.valueOf(starttls));
    properties.put(prefix + "fetchsize", String.valueOf(FETCH_BYTES));
    properties.put("mail.smtp.auth", String.valueOf(server.user() != null));
    return Session.getInstance(properties);
  }
}
