package helpdesk.channel.email.sending;

import helpdesk.channel.MailServer;
import helpdesk.outbox.Carrier.NotDelivered;
import helpdesk.outbox.Carrier.NotDelivered.Trouble;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why a server did not take a mail, and whether another try makes sense: what the
 * server refuses for good (5xx) is given up, anything else is tried again. Settings that a person
 * can put right, such as a password, cost no mail.
 */
final class SmtpTrouble {
  /** The server wants a login or a protection that we did not give it. */
  private static final Set<Integer> OUR_SETTINGS = Set.of(530, 534, 535, 538);

  private static final int LONGEST = 500;

  private SmtpTrouble() {}

  /** One answer of the server. */
  private record Answer(int code, String words) {}

  static NotDelivered of(MessagingException e, MailServer server) {
    List<Answer> answers = answers(e);
    Answer refusal = first(answers, 500, 599);
    if (refusal != null && !OUR_SETTINGS.contains(refusal.code)) {
      return because(Trouble.FOR_GOOD, "The mail server refused it: " + refusal.words, e);
    }
    if (e instanceof AuthenticationFailedException || refusal != null) {
      return later("The mail server refused our login. Check its user and password.", e);
    }
    Answer patience = first(answers, 400, 499);
    if (patience != null) return later("The mail server asks us to wait: " + patience.words, e);
    if (e instanceof MailConnectException) return later("No connection to " + server + ".", e);
    if (caused(e, UnreadableFile.class)) return later("An attachment could not be read.", e);
    if (caused(e, SSLException.class)) {
      return later("No protected connection to " + server + ": is its certificate valid?", e);
    }
    return later("The connection to " + server + " did not hold.", e);
  }

  private static NotDelivered later(String words, MessagingException cause) {
    return because(Trouble.FOR_NOW, words, cause);
  }

  private static NotDelivered because(Trouble trouble, String words, MessagingException cause) {
    String line = words.replaceAll("\\s+", " ").strip();
    return new NotDelivered(
        trouble, line.length() <= LONGEST ? line : line.substring(0, LONGEST), cause);
  }

  private static @Nullable Answer first(List<Answer> answers, int from, int to) {
    return answers.stream().filter(a -> a.code >= from && a.code <= to).findFirst().orElse(null);
  }

  /** What the server said: about single recipients first, because that says most. */
  private static List<Answer> answers(MessagingException e) {
    List<Answer> single = new ArrayList<>();
    List<Answer> whole = new ArrayList<>();
    Exception next = e;
    while (next instanceof MessagingException known) {
      String words = String.valueOf(known.getMessage());
      if (known instanceof SMTPAddressFailedException a)
        single.add(new Answer(a.getReturnCode(), words));
      if (known instanceof SMTPSenderFailedException s)
        single.add(new Answer(s.getReturnCode(), words));
      if (known instanceof SMTPSendFailedException w)
        whole.add(new Answer(w.getReturnCode(), words));
      next = known.getNextException();
    }
    single.addAll(whole);
    return single;
  }

  private static boolean caused(Throwable thrown, Class<?> by) {
    for (Throwable t = thrown; t != null; t = t.getCause()) if (by.isInstance(t)) return true;
    return false;
  }
}
