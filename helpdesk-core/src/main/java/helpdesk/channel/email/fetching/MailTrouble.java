package helpdesk.channel.email.fetching;

import helpdesk.channel.MailServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a mail server so that the person who set it up knows what to change. */
final class MailTrouble {
  private static final int DETAIL_AT_MOST = 200;
  private final MailServer server;
  private final List<Throwable> causes;

  private MailTrouble(MailServer server, List<Throwable> causes) {
    this.server = server;
    this.causes = causes;
  }

  /** Without secrets, in a sentence or two. */
  static String words(Throwable trouble, MailServer server) {
    return new MailTrouble(server, causes(trouble)).words();
  }

  private String words() {
    String where = server.host() + ":" + server.port();
    if (has(AuthenticationFailedException.class)) {
      return "The mail server does not accept this user name and password.";
    }
    if (has(FolderNotFoundException.class)) return "There is no such folder in this mailbox.";
    if (has(UnknownHostException.class)) return "There is no host called " + server.host() + ".";
    if (untrusted()) {
      return "The certificate of "
          + server.host()
          + " is not trusted: it is self-signed, expired, or for another name.";
    }
    if (has(SocketTimeoutException.class)) return where + " did not answer in time.";
    if (has(ConnectException.class) || has(NoRouteToHostException.class)) {
      return "Nothing answers at " + where + ".";
    }
    if (says(text -> text.contains("starttls"))) {
      return server.host()
          + " does not offer STARTTLS at this port. Try TLS, often at another port.";
    }
    if (has(SSLException.class)) {
      return server.host() + " does not speak TLS at this port. Try STARTTLS, or another port.";
    }
    return "The mail server did not go along: " + detail();
  }

  private boolean untrusted() {
    return has(CertificateException.class)
        || has(CertPathValidatorException.class)
        || says(text -> text.contains("server is not trusted"))
        || says(text -> text.contains("certificate_unknown"));
  }

  private boolean has(Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private boolean says(Predicate<String> text) {
    return causes.stream()
        .map(Throwable::getMessage)
        .anyMatch(message -> message != null && text.test(message.toLowerCase(Locale.ROOT)));
  }

  private String detail() {
    Throwable first = causes.get(0);
    String message =
        first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
    String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= DETAIL_AT_MOST ? line : line.substring(0, DETAIL_AT_MOST) + "…";
  }

  private static List<Throwable> causes(Throwable trouble) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = trouble; at != null && causes.size() < 20; at = next(at)) causes.add(at);
    return causes;
  }

  private static @Nullable Throwable next(Throwable at) {
    if (at instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null) {
      return mail.getNextException();
    }
    return at.getCause() == at ? null : at.getCause();
  }
}
