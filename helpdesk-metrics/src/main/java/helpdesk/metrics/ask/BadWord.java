package helpdesk.metrics.ask;

import helpdesk.shared.DomainException;

/** A word of an address that means nothing. All the others are kept. */
public final class BadWord extends DomainException {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final String value;
  private final transient Address address;

  BadWord(Address address, String name) {
    super(Kind.INVALID, "This address asks for something that does not exist.");
    this.name = name;
    this.value = address.text(name);
    this.address = address;
  }

  /** Which word it is, such as {@code channel}. */
  public String name() {
    return name;
  }

  /** What was written. */
  public String value() {
    return value;
  }

  /** The address without it. */
  public Address rest() {
    return address.without(name);
  }
}
