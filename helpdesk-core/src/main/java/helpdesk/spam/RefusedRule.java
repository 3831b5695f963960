package helpdesk.spam;

import helpdesk.shared.DomainException;

/** A rule that would not work, or would do harm. */
public final class RefusedRule extends DomainException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Why {
    NO_ADDRESS,
    NO_DOMAIN,
    PHRASE_LENGTH,
    SENDERS_ONLY,
    TOO_MANY
  }

  private final Why why;

  RefusedRule(Why why, String message) {
    super(Kind.INVALID, message);
    this.why = why;
  }

  /** Why, for pages that say it in the reader's language. */
  public Why why() {
    return why;
  }
}
