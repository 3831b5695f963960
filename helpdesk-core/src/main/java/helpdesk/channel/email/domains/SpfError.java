package helpdesk.channel.email.domains;

import helpdesk.channel.DnsFinding;

/** A receiver cannot make sense of the SPF record, and takes the whole of it for void. */
final class SpfError extends Exception {
  private static final long serialVersionUID = 1L;
  private final DnsFinding.Kind kind;
  private final String value;

  private SpfError(DnsFinding.Kind kind, String value) {
    super(kind.key() + ": " + value);
    this.kind = kind;
    this.value = value;
  }

  /**
   * @param term the part that makes no sense
   */
  static SpfError broken(String term) {
    return new SpfError(
        DnsFinding.Kind.SPF_BROKEN, term.length() > 120 ? term.substring(0, 120) + "…" : term);
  }

  static SpfError tooManyLookups() {
    return new SpfError(
        DnsFinding.Kind.SPF_TOO_MANY_LOOKUPS, Integer.toString(SpfEvaluation.MOST_LOOKUPS));
  }

  DnsFinding finding() {
    return DnsFinding.of(kind, value);
  }
}
