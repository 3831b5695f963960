package helpdesk.ticket;

import helpdesk.shared.EmailAddress;
import java.util.Set;

/**
 * The addresses that mail to the house goes to. A reply must not go there: it would come back as a
 * message.
 */
record OwnMailboxes(Set<EmailAddress> addresses) {
  /** Whether it is one of them, also with marks behind a plus, as our reply addresses have them. */
  boolean include(EmailAddress address) {
    if (addresses.contains(address)) return true;
    String local = address.localPart();
    for (int plus = local.lastIndexOf('+'); plus > 0; plus = local.lastIndexOf('+', plus - 1)) {
      String unmarked = local.substring(0, plus) + "@" + address.domain();
      if (addresses.contains(new EmailAddress(unmarked))) return true;
    }
    return false;
  }
}
