package helpdesk.web.api;

import helpdesk.shared.EmailAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a list. One that is blank counts as missing, so that a form may be sent
 * as it is; a faulty one is an {@link InvalidInput} with its name.
 */
public final class Query {
  private static final int LONGEST = 400;
  private final Map<String, String> parameters;

  private Query(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Reads these. */
  public static Query of(Map<String, String> parameters) {
    return new Query(parameters);
  }

  /** The value, or null where there is none. */
  public @Nullable String text(String name) {
    String value = parameters.get(name);
    if (value == null || value.isBlank()) return null;
    if (value.length() > LONGEST || value.indexOf('\0') >= 0)
      throw new InvalidInput(name, "This has at most " + LONGEST + " characters and no NUL.");
    return value.strip();
  }

  /** All of them by name, as who reads addresses wants them. */
  public Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new HashMap<>();
    parameters.forEach((name, value) -> lists.put(name, List.of(value)));
    return lists;
  }

  /** The values between commas. */
  public List<String> list(String name) {
    String value = text(name);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /** An instant such as {@code 2026-01-31T23:00:00Z}. */
  public @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) return null;
    try {
      // A plus sign that was not encoded has become a space.
      return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidInput(name, "This must be an instant such as 2026-01-31T23:00:00Z.");
    }
  }

  /** True for {@code true}; false where it is missing or {@code false}. */
  public boolean flag(String name) {
    String value = text(name);
    if (value == null || value.equals("false")) return false;
    if (value.equals("true")) return true;
    throw new InvalidInput(name, "This must be true or false.");
  }

  /** An e-mail address. */
  public @Nullable EmailAddress email(String name) {
    String value = text(name);
    if (value == null) return null;
    EmailAddress address = EmailAddress.parse(value);
    if (address == null) throw new InvalidInput(name, "This is not an e-mail address.");
    return address;
  }

  /** How many items were asked for. */
  public int size(int usual) {
    return ItemPage.size(text("limit"), usual);
  }

  /** Where the page begins, as the page before said. */
  public @Nullable String cursor() {
    return text("cursor");
  }

  /** The id behind which the page begins, or null for the first page. */
  public @Nullable Long after() {
    return ItemPage.after(cursor());
  }
}
