package helpdesk.channel.email;

import helpdesk.shared.EmailAddress;
import java.util.regex.Pattern;

/** Addresses behind which nobody reads. */
public final class NoReply {
  private static final Pattern TAKES_NO_MAIL =
      Pattern.compile(
          "(no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|noresponder).*");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(mailer-?daemon|mail-?daemon|postmaster|bounces?|nobody|listserv|majordomo)([-+.=].*)?"
              + "|owner-.*|.*-(request|owner|bounces?|relay|noreply)");

  private NoReply() {}

  /** Whether the address itself says that it takes no mail. */
  static boolean takesNoMail(EmailAddress address) {
    return TAKES_NO_MAIL.matcher(address.localPart()).matches();
  }

  /** Whether an answer by machine to that address would be read by nobody, or by a machine. */
  public static boolean isNobody(EmailAddress address) {
    return takesNoMail(address) || MACHINE.matcher(address.localPart()).matches();
  }
}
