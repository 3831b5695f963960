package helpdesk.channel.email;

import helpdesk.shared.EmailAddress;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The address an answer to a ticket comes back to: {@code help+t17.<signature>@shop.example}. Who
 * holds it was written to by us about that ticket; nobody can make one for another ticket. The
 * signature is 80 bits in base 32, because mail systems change the case of addresses.
 */
@Component
public class ReplyAddress {
  private static final String PURPOSE = "reply-address";
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 16;
  private static final Pattern SIGNED = Pattern.compile(".+\\+t([0-9]{1,18})\\.([a-z2-7]{16})");
  private final Secrets secrets;

  ReplyAddress(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The mailbox's address, marked with the ticket. */
  public EmailAddress sign(TicketId ticket, EmailAddress mailbox) {
    String mark = "+t" + ticket.value() + "." + signature(ticket);
    return new EmailAddress(mailbox.localPart() + mark + "@" + mailbox.domain());
  }

  /** The ticket that the recipient names, if the signature is ours. */
  public Optional<TicketId> verify(EmailAddress recipient) {
    Matcher signed = SIGNED.matcher(recipient.localPart());
    if (!signed.matches()) return Optional.empty();
    TicketId ticket = TicketId.valueOf(signed.group(1));
    boolean ours = MessageDigest.isEqual(ascii(signature(ticket)), ascii(signed.group(2)));
    return ours ? Optional.of(ticket) : Optional.empty();
  }

  /** The mailbox behind a signed address: the address without its mark. */
  static EmailAddress withoutMark(EmailAddress recipient) {
    String local = recipient.localPart();
    if (!SIGNED.matcher(local).matches()) return recipient;
    return new EmailAddress(local.substring(0, local.lastIndexOf("+t")) + "@" + recipient.domain());
  }

  private String signature(TicketId ticket) {
    byte[] mac = secrets.sign(PURPOSE, "ticket " + ticket.value());
    StringBuilder text = new StringBuilder(LENGTH);
    for (int n = 0; n < LENGTH; n++) {
      int bit = 5 * n;
      int two = (mac[bit / 8] & 0xff) << 8 | (mac[bit / 8 + 1] & 0xff);
      text.append(ALPHABET.charAt(two >> (11 - bit % 8) & 31));
    }
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
