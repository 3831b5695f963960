package helpdesk.channel.email;

import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How we talk to mail servers: every wait has an end, every certificate is verified for the host's
 * name, STARTTLS where it is asked for is not optional, and a provider's token is only ever offered
 * as such. {@code helpdesk.mail.trusted-ca} names a PEM file of authorities that are trusted beside
 * the usual ones.
 */
@Component
public class MailSessions {
  private final @Nullable SSLSocketFactory ours;

  /**
   * @param authorities the PEM file, empty for none
   */
  public MailSessions(@Value("${helpdesk.mail.trusted-ca:}") String authorities) {
    ours = authorities.isBlank() ? null : trusting(Path.of(authorities));
  }

  /**
   * @param protocol imap or smtp
   * @param more properties that only this use needs
   */
  public Session session(
      String protocol, MailServer server, Duration toConnect, Duration toAnswer, Properties more) {
    String prefix = "mail." + protocol + ".";
    boolean starttls = server.security() == Security.STARTTLS;
    Properties properties = new Properties();
    properties.putAll(more);
    properties.put(prefix + "connectiontimeout", String.valueOf(toConnect.toMillis()));
    properties.put(prefix + "timeout", String.valueOf(toAnswer.toMillis()));
    properties.putIfAbsent(prefix + "writetimeout", String.valueOf(toAnswer.toMillis()));
    properties.put(prefix + "ssl.enable", String.valueOf(server.security() == Security.TLS));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", String.valueOf(starttls));
    properties.put(prefix + "starttls.required", String.valueOf(starttls));
    if (ours != null) properties.put(prefix + "ssl.socketFactory", ours);
    // Else a certificate that is refused is tried again with the usual authorities, and blamed on
    // them.
    properties.put(prefix + "socketFactory.fallback", "false");
    if (server.byToken()) properties.put(prefix + "auth.mechanisms", "XOAUTH2");
    properties.put("mail.smtp.auth", String.valueOf(server.user() != null));
    return Session.getInstance(properties);
  }

  private static SSLSocketFactory trusting(Path authorities) {
    try (InputStream pem = Files.newInputStream(authorities)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (X509Certificate usual : usual()) store.setCertificateEntry("usual-" + n++, usual);
      for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("own-" + n++, own);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "helpdesk.mail.trusted-ca names no readable PEM file: " + authorities, e);
    }
  }

  private static X509Certificate[] usual() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) return x509.getAcceptedIssuers();
    }
    return new X509Certificate[0];
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
