package helpdesk.web.api.v1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a change was made for (RFC 9110, section 13.1.1). */
final class IfMatch {
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");
  private static final int NEVER = -1;

  private IfMatch() {}

  /** The version, null where any will do; what no ticket can have where the tag is none of ours. */
  static @Nullable Integer version(@Nullable String header) {
    if (header == null || header.strip().equals("*")) return null;
    Matcher tag = VERSION.matcher(header.strip());
    return tag.matches() ? Integer.parseInt(tag.group(1)) : NEVER;
  }
}
