package helpdesk.channel.email.fetching;

import helpdesk.channel.MailServer;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.ServerCheck;
import helpdesk.channel.email.MailSessions;
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

/** Opens connections to mail servers. */
@Component
class Connections implements ServerCheck {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final int FETCH_BYTES = 1 << 20;
  private final MailSessions sessions;

  Connections(MailSessions sessions) {
    this.sessions = sessions;
  }

  /** An open folder; closing it closes its connection. */
  record Opened(IMAPStore store, IMAPFolder folder) implements AutoCloseable {
    /** Whether the server tells of news by itself. */
    boolean idles() throws MessagingException {
      return store.hasCapability("IDLE");
    }

    @Override
    public void close() {
      try {
        store.close();
      } catch (MessagingException e) {
        // It was of no more use anyway.
      }
    }
  }

  /**
   * Connects, logs in and opens the folder.
   *
   * @param mode {@link Folder#READ_ONLY} or {@link Folder#READ_WRITE}
   */
  Opened open(MailServer server, String name, int mode) throws MessagingException {
    IMAPStore store = (IMAPStore) imapSession(server).getStore("imap");
    try {
      store.connect(server.host(), server.port(), server.user(), server.password());
      IMAPFolder folder = (IMAPFolder) store.getFolder(name);
      if (!folder.exists()) throw new FolderNotFoundException(folder);
      folder.open(mode);
      return new Opened(store, folder);
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Optional<MailboxTrouble> imap(MailServer server, String folder) {
    try (Opened opened = open(server, folder, Folder.READ_ONLY)) {
      opened.folder().getUIDValidity();
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(MailTrouble.of(e, server));
    }
  }

  @Override
  public Optional<MailboxTrouble> smtp(MailServer server) {
    Session session = sessions.session("smtp", server, TO_CONNECT, TO_ANSWER, new Properties());
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(server.host(), server.port(), server.user(), server.password());
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(MailTrouble.of(e, server));
    }
  }

  private Session imapSession(MailServer server) {
    Properties more = new Properties();
    more.put("mail.imap.fetchsize", String.valueOf(FETCH_BYTES));
    return sessions.session("imap", server, TO_CONNECT, TO_ANSWER, more);
  }
}
