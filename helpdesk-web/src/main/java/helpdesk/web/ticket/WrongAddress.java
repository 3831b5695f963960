package helpdesk.web.ticket;

import helpdesk.shared.DomainException;

/** Something stands where a recipient should, and is no address. */
final class WrongAddress extends DomainException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 100;
  private final String text;

  WrongAddress(String text) {
    super(Kind.INVALID, "One of the recipients is no email address.");
    this.text = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** What stands there, for whoever typed it. */
  String text() {
    return text;
  }
}
