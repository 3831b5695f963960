package helpdesk.channel.email.domains;

/**
 * The name server did not say whether there is such a record: not the same as that there is none.
 */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;
  private final String name;

  NoAnswer(String name) {
    super("No answer about " + name);
    this.name = name;
  }

  String name() {
    return name;
  }
}
