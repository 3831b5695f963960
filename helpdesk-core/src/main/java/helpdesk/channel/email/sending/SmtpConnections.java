package helpdesk.channel.email.sending;

import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
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
  private static final String CONNECT_MILLIS = "10000";

  /** Some servers scan a mail before they take it over. */
  private static final String ANSWER_MILLIS = "120000";

  private static final String WRITE_MILLIS = "60000";

  /** Which connections are alike: the same server, greeted in the same name. */
  private record Kind(MailServer server, String ourName) {}

  private final Map<Kind, Deque<Transport>> idle = new ConcurrentHashMap<>();

  /**
   * Hands one mail over. All of its recipients are taken or none is.
   *
   * @param ourName the domain in whose name we greet
   */
  void send(MailServer server, String ourName, MimeMessage message) throws MessagingException {
    Kind kind = new Kind(server, ourName);
    Transport transport = open(kind);
    boolean taken = false;
    try {
      transport.sendMessage(message, message.getAllRecipients());
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
    Transport transport = Session.getInstance(properties(kind)).getTransport("smtp");
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

  private static Properties properties(Kind kind) {
    Security security = kind.server.security();
    Properties properties = new Properties();
    properties.put("mail.smtp.localhost", kind.ourName);
    properties.put("mail.smtp.auth", String.valueOf(kind.server.user() != null));
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", ANSWER_MILLIS);
    properties.put("mail.smtp.writetimeout", WRITE_MILLIS);
    properties.put("mail.smtp.sendpartial", "false");
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
    return properties;
  }
}
