package helpdesk.shared;

/** Says what went wrong in the terms of the desk; the web decides which status that is. */
public class DomainException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What sort of trouble it is: closed, so that every edge can answer each. */
  public enum Kind {
    /** The thing asked for is not there. */
    NOT_FOUND,
    /** The input cannot be accepted as it is. */
    INVALID,
    /** Somebody else changed it first. */
    CONFLICT,
    /** Who asks may not do this. */
    FORBIDDEN,
    /** It was there once and has expired. */
    GONE,
    /** Larger than we take. */
    TOO_LARGE
  }

  /**
   * @param kind what sort of trouble
   * @param message a whole sentence for a person, without personal data
   */
  public DomainException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What sort of trouble it is. */
  public Kind kind() {
    return kind;
  }
}
