package helpdesk.history;

/** A line cannot be taken, for a reason that is told to whoever sent it. */
final class RefusedLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a whole sentence
   */
  RefusedLine(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
