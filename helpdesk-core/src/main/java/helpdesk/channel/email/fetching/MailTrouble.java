package helpdesk.channel.email.fetching;

import helpdesk.channel.MailNotAuthorised;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.MailboxTrouble.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds out what is wrong with a mail server, so that who set it up knows what to change. */
final class MailTrouble {
  private static final int DETAIL_AT_MOST = 200;
  private final MailServer server;
  private final List<Throwable> causes;

  private MailTrouble(MailServer server, List<Throwable> causes) {
    this.server = server;
    this.causes = causes;
  }

  /** Without secrets. */
  static MailboxTrouble of(Throwable trouble, MailServer server) {
    return new MailTrouble(server, causes(trouble)).found();
  }

  private MailboxTrouble found() {
    Kind kind = kind();
    boolean telling = kind == Kind.OTHER || kind == Kind.DEED_FAILED || kind.credentials();
    return new MailboxTrouble(kind, server.host(), server.port(), telling ? detail() : null);
  }

  private Kind kind() {
    for (Throwable cause : causes) {
      if (cause instanceof MailNotAuthorised none) return none.kind();
    }
    if (has(AuthenticationFailedException.class)) return refused();
    if (has(FolderNotFoundException.class)) return Kind.FOLDER_MISSING;
    if (has(UnknownHostException.class)) return Kind.HOST_UNKNOWN;
    if (has(CertificateExpiredException.class)) return Kind.CERTIFICATE_EXPIRED;
    if (says(text -> text.contains("subject alternative") || text.contains("no name matching"))) {
      return Kind.CERTIFICATE_NAME;
    }
    if (untrusted()) return Kind.CERTIFICATE_UNTRUSTED;
    if (has(SocketTimeoutException.class)) return Kind.TOO_SLOW;
    if (has(ConnectException.class) || has(NoRouteToHostException.class)) {
      return Kind.NOTHING_ANSWERS;
    }
    if (says(text -> text.contains("starttls"))) return Kind.NO_STARTTLS;
    if (has(SSLException.class)) return Kind.NO_TLS;
    return has(DeedFailed.class) ? Kind.DEED_FAILED : Kind.OTHER;
  }

  /** A server that cannot look a password up just now has not refused it. */
  private Kind refused() {
    if (says(text -> text.contains("[unavailable]"))) return Kind.OTHER;
    return server.byToken() ? Kind.TOKEN_REFUSED : Kind.LOGIN_REFUSED;
  }

  private boolean untrusted() {
    return has(CertificateException.class)
        || has(CertPathValidatorException.class)
        || has(CertPathBuilderException.class)
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
