package helpdesk.web.api;

import helpdesk.shared.DomainException;
import java.util.List;

/** One or more fields of a request cannot be accepted. */
public final class InvalidInput extends DomainException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  /**
   * What is wrong with one field.
   *
   * @param field its path, such as {@code requester.email}
   * @param message a whole sentence that does not repeat the value
   */
  public record Fault(String field, String message) {}

  /** Several faults at once. */
  public InvalidInput(List<Fault> faults) {
    super(Kind.INVALID, "Some fields cannot be accepted as they are.");
    this.faults = List.copyOf(faults);
  }

  /** One fault. */
  public InvalidInput(String field, String message) {
    this(List.of(new Fault(field, message)));
  }

  /** Every fault that was found. */
  public List<Fault> faults() {
    return faults;
  }
}
