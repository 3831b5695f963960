package helpdesktest;

import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Parts of the machine that some tests need and not every machine has, such as {@code browser} and
 * {@code mail}. Where a part is missing its tests are skipped with a message, unless {@code
 * HELPDESK_TESTS_REQUIRE} names it: then they fail.
 */
public final class Required {
  private static final String VARIABLE = "HELPDESK_TESTS_REQUIRE";

  private Required() {}

  /** Whether the part must be there, as {@code HELPDESK_TESTS_REQUIRE=browser,mail} says. */
  public static boolean of(String part) {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    return Arrays.stream(named.split(",")).map(String::strip).anyMatch(part::equals);
  }

  /**
   * Goes on if the part is there. Else the test is skipped, or fails where the part is required.
   *
   * @param missing what was not found and where it was looked for
   */
  public static void check(boolean there, String part, String missing) {
    if (there) return;
    if (of(part)) Assertions.fail(VARIABLE + " names " + part + ", but: " + missing);
    Assumptions.abort(missing + " (" + VARIABLE + "=" + part + " would make this a failure)");
  }
}
