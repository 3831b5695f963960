package helpdesk.channel;

/** No token could be had for a mailbox. */
public final class MailNotAuthorised extends Exception {
  private static final long serialVersionUID = 1L;
  private final MailboxTrouble.Kind kind;

  MailNotAuthorised(MailboxTrouble.Kind kind, String why) {
    super(why);
    this.kind = kind;
  }

  /** Whether it is for now, or for a person to put right. */
  public MailboxTrouble.Kind kind() {
    return kind;
  }
}
