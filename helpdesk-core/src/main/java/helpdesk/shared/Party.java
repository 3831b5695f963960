package helpdesk.shared;

import org.jspecify.annotations.Nullable;

/**
 * Somebody named in a message.
 *
 * @param name as they call themselves, null when only the address is known
 * @param email their address
 */
public record Party(@Nullable String name, EmailAddress email) {
  /** The name where there is one, else the address. */
  public String display() {
    return name == null || name.isBlank() ? email.value() : name;
  }
}
