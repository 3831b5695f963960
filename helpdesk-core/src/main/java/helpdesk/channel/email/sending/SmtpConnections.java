package helpdesk.channel.email.sending;

import helpdesk.channel.MailServer;
import helpdesk.channel.email.MailSessions;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Open connections to mail servers. One that carried a mail is kept for the next while there is
 * more to send; one that failed is closed.
 */
@Component
class SmtpConnections implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** Some servers scan a mail before they take it over. */
  private static final Duration TO_ANSWER = Duration.ofMinutes(2);

  private static final String WRITE_MILLIS = "60000";

  /**
   * A mail on the line.
   *
   * @param envelope everybody it goes to, whether the message names them or not
   */
  record Letter(MimeMessage message, Address[] envelope) {}

  /** Which connections are alike: the same server, greeted in the same name. */
  private record Kind(MailServer server, String ourName) {}

  private final Map<Kind, Deque<Transport>> idle = new ConcurrentHashMap<>();
  private final MailSessions sessions;

  SmtpConnections(MailSessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Hands one mail over. All of its recipients are taken or none is.
   *
   * @param ourName the domain in whose name we greet
   */
  void send(MailServer server, String ourName, Letter letter) throws MessagingException {
    Kind kind = new Kind(server, ourName);
    Transport transport = open(kind);
    boolean taken = false;
    try {
      transport.sendMessage(letter.message, letter.envelope);
      taken = true;
    } finally {
      if (taken) idleOf(kind).push(transport);
      else close(transport);
    }
  }

  /** Closes what nobody is using. */
  void closeIdle() {
    for (Deque<Transport> kept : idle.values()) {
      Transport transport;
      while ((transport = kept.poll()) != null) close(transport);
    }
  }

  @Override
  public void destroy() {
    closeIdle();
  }

  private Transport open(Kind kind) throws MessagingException {
    Transport kept;
    while ((kept = idleOf(kind).poll()) != null) {
      if (kept.isConnected()) return kept;
      close(kept);
    }
    MailServer server = kind.server;
    Transport transport = session(kind).getTransport("smtp");
    try {
      transport.connect(server.host(), server.port(), server.user(), server.password());
      return transport;
    } catch (MessagingException e) {
      close(transport);
      throw e;
    }
  }

  private Deque<Transport> idleOf(Kind kind) {
    return idle.computeIfAbsent(kind, k -> new ConcurrentLinkedDeque<>());
  }

  private static void close(@Nullable Transport transport) {
    if (transport == null) return;
    try {
      transport.close();
    } catch (MessagingException e) {
      log.debug("A mail connection did not close cleanly", e);
    }
  }

  private Session session(Kind kind) {
    Properties more = new Properties();
    more.put("mail.smtp.localhost", kind.ourName);
    more.put("mail.smtp.writetimeout", WRITE_MILLIS);
    more.put("mail.smtp.sendpartial", "false");
    more.put("mail.smtp.quitwait", "false");
    return sessions.session("smtp", kind.server, TO_CONNECT, TO_ANSWER, more);
  }
}
