package helpdesk.contact;

import helpdesk.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 *
 * @param name null while only an address is known
 * @param addresses the first is the one we write to; may be empty
 * @param language null while unknown
 */
public record Contact(
    ContactId id,
    @Nullable String name,
    List<EmailAddress> addresses,
    @Nullable Locale language,
    Instant createdAt) {
  /** The address we write to, or null. */
  public @Nullable EmailAddress email() {
    return addresses.isEmpty() ? null : addresses.get(0);
  }

  /** The name, else the address, else a dash. */
  public String display() {
    if (name != null && !name.isBlank()) return name;
    return addresses.isEmpty() ? "–" : addresses.get(0).value();
  }
}
