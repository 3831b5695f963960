package helpdesk.journeys;

import static org.awaitility.Awaitility.await;

import helpdesktest.RealMailServers;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A customer at their mail program: sends by SMTP, reads by IMAP. */
final class Postbox {
  /** A mail that lies in the box. */
  record Letter(String subject, String body, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final RealMailServers servers;
  private final String address;
  private String lastSent = "";

  Postbox(RealMailServers servers, String address) {
    this.servers = servers;
    this.address = address;
  }

  /** The Message-ID of the last mail that was sent from here, with its brackets. */
  String lastSent() {
    return lastSent;
  }

  void writes(String to, String subject, String text) {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "localhost");
    settings.put("mail.smtp.port", String.valueOf(servers.smtpPort()));
    try {
      MimeMessage message = new MimeMessage(Session.getInstance(settings));
      message.setFrom(new InternetAddress(address));
      message.setRecipients(Message.RecipientType.TO, to);
      message.setSubject(subject);
      message.setText(text, "UTF-8");
      Transport.send(message);
      lastSent = message.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a mail whose body has these words. */
  Letter next(String words) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> find(words), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Letter> find(String words) throws MessagingException, IOException {
    Properties settings = new Properties();
    settings.put("mail.imap.port", String.valueOf(servers.imapPort()));
    try (Store store = Session.getInstance(settings).getStore("imap")) {
      store.connect("localhost", address, RealMailServers.PASSWORD);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          String body = text(message.getContent());
          if (body.contains(words))
            return Optional.of(new Letter(message.getSubject(), body, headers(message)));
        }
      }
    }
    return Optional.empty();
  }

  private static String text(Object content) throws MessagingException, IOException {
    if (!(content instanceof Multipart parts)) return String.valueOf(content);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < parts.getCount(); n++) {
      BodyPart part = parts.getBodyPart(n);
      text.append(text(part.getContent())).append('\n');
    }
    return text.toString();
  }

  private static Map<String, String> headers(Message message) throws MessagingException {
    Map<String, String> headers = new HashMap<>();
    for (Enumeration<jakarta.mail.Header> all = message.getAllHeaders(); all.hasMoreElements(); ) {
      jakarta.mail.Header header = all.nextElement();
      headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }
}
