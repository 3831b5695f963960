package helpdesk.channel.email.domains;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The form that DKIM and DMARC share: names with values, apart by semicolons. */
final class Tags {
  private Tags() {}

  /** By their names in small letters; of a name that comes twice, the first. */
  static Map<String, String> of(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      if (equals < 1) continue;
      tags.putIfAbsent(
          part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          part.substring(equals + 1).strip());
    }
    return tags;
  }
}
