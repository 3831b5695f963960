package helpdesk.channel.email.sending;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people and other systems wrote, made fit for a header: always one line, never a second. */
final class HeaderText {
  private static final Pattern MESSAGE_ID = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,500}");
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

  private HeaderText() {}

  /** Line breaks and other control characters become blanks. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip();
  }

  /**
   * The address with its name, the domain in the letters of the domain system.
   *
   * @throws AddressException if mail cannot be addressed so
   */
  static InternetAddress address(@Nullable String name, EmailAddress email)
      throws AddressException {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(email.localPart())) {
      throw new AddressException("The part before the @ has letters that cannot be sent to");
    }
    InternetAddress address =
        new InternetAddress(email.localPart() + "@" + domain(email.domain()), true);
    try {
      String shown = name == null ? "" : line(name);
      if (!shown.isEmpty()) address.setPersonal(shown, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
    return address;
  }

  /** The domain in the letters of the domain system. */
  static String domain(String domain) {
    return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
  }

  static InternetAddress[] addresses(List<Party> parties) throws AddressException {
    InternetAddress[] found = new InternetAddress[parties.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = address(parties.get(i).name(), parties.get(i).email());
    }
    return found;
  }

  /** Whether this can stand between angle brackets as a Message-ID. */
  static boolean isMessageId(String text) {
    return MESSAGE_ID.matcher(text).matches();
  }

  /** The media type, or that of plain bytes where the text is none or would nest a message. */
  static String type(String text) {
    boolean usable =
        TYPE.matcher(text).matches()
            && !text.startsWith("multipart/")
            && !text.startsWith("message/");
    return usable ? text : "application/octet-stream";
  }
}
