package helpdesk.outbox;

import java.util.Locale;

/** Why a mail came back, as far as a person can do something about it. */
public enum ReturnReason {
  /** There is no such address, or not any more. */
  NO_SUCH_ADDRESS,
  /** The part behind the @ takes no mail. */
  NO_SUCH_DOMAIN,
  /** The mailbox has no room. */
  MAILBOX_FULL,
  /** The mail or its files are larger than they take. */
  TOO_LARGE,
  /** Held for spam. */
  SPAM,
  /** Refused by a rule of the other side: our server, our domain or our permission to write. */
  BLOCKED,
  /** Refused for what is in it, such as a forbidden file. */
  CONTENT,
  /** The other side could not be reached, or did not work. */
  UNREACHABLE,
  /** The report does not say in a way that we understand. */
  OTHER;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same address will never work. */
  public boolean forGood() {
    return this == NO_SUCH_ADDRESS || this == NO_SUCH_DOMAIN;
  }
}
