package helpdesk.outbox;

/** Carries mail out of the house: implemented by the mail adapter. */
public interface Carrier {
  /**
   * Hands the mail over. Runs outside a transaction and may be called again for the same mail after
   * a crash; the Message-ID stays the same.
   *
   * @throws NotDelivered with what to do about it
   */
  void carry(OutgoingMail mail) throws NotDelivered;

  /** Says that nothing is waiting, so that connections kept for the next mail may be closed. */
  default void rest() {}

  /** The mail was not taken over. */
  final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;
    private final Trouble trouble;

    /** What to do about a mail that was not taken over. */
    public enum Trouble {
      /** Nothing can send yet: wait without counting a try. */
      NOT_CONFIGURED,
      /** Try again later: no connection, or the server asked for patience (4xx). */
      FOR_NOW,
      /** The server refused for good (5xx): a person has to look. */
      FOR_GOOD
    }

    /**
     * @param detail what went wrong, in words for a person, without secrets
     */
    public NotDelivered(
        Trouble trouble, String detail, @org.jspecify.annotations.Nullable Throwable cause) {
      super(detail, cause);
      this.trouble = trouble;
    }

    /** What to do about it. */
    public Trouble trouble() {
      return trouble;
    }
  }
}
