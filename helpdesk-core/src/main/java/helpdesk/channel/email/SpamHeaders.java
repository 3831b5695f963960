package helpdesk.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the mail server in front of us thinks of a message. Only a plain word counts: a header that
 * says "no", or a mere score, says nothing.
 */
final class SpamHeaders {
  private static final Pattern YES = Pattern.compile("(yes|true|spam|1)\\b.*");
  private static final List<String> VERDICTS =
      List.of(
          "X-Spam-Flag",
          "X-Spam-Status",
          "X-Spam",
          "X-Gm-Spam",
          "X-Barracuda-Spam-Status",
          "X-Bogosity",
          "X-DSPAM-Result");

  /** Exchange's spam confidence level: from 5 on it goes to the junk folder. */
  private static final List<String> LEVELS =
      List.of("X-MS-Exchange-Organization-SCL", "X-MS-Exchange-SCL", "X-Forefront-Antispam-Report");

  private static final Pattern HIGH =
      Pattern.compile("[5-9]|(.*;)?\\s*(scl:[5-9]|sfv:spm)\\s*(;.*)?");

  private SpamHeaders() {}

  /** The header that says so, such as {@code X-Spam-Flag}, or null. */
  static @Nullable String sign(Headers headers) {
    for (String name : VERDICTS) if (any(headers, name, YES)) return name;
    for (String name : LEVELS) if (any(headers, name, HIGH)) return name;
    return null;
  }

  private static boolean any(Headers headers, String name, Pattern wanted) {
    return headers.all(name).stream()
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .anyMatch(value -> wanted.matcher(value).matches());
  }
}
