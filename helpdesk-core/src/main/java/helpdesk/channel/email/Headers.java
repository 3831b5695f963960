package helpdesk.channel.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers of a message or of a part, in their order, unfolded. */
final class Headers {
  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  /** Adds a field as it was received: {@code Name: value} with its line ends. */
  void add(String name, byte[] raw) {
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') colon++;
    byte[] body = java.util.Arrays.copyOfRange(raw, Math.min(colon + 1, raw.length), raw.length);
    String value = Charsets.decode(body, null).replaceAll("\\r?\\n(?=[ \\t])|[\\r\\n]+", "");
    fields.add(new Field(name.strip().toLowerCase(Locale.ROOT), value.strip()));
  }

  /** The first field of that name with something in it; its encoded words not yet read. */
  @Nullable String first(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Field field : fields) {
      if (field.name.equals(wanted) && !field.value.isEmpty()) return field.value;
    }
    return null;
  }

  /** All fields of these names, in the order of the message. */
  List<String> all(String... names) {
    List<String> wanted =
        java.util.Arrays.stream(names).map(n -> n.toLowerCase(Locale.ROOT)).toList();
    return fields.stream().filter(f -> wanted.contains(f.name)).map(Field::value).toList();
  }

  boolean has(String name) {
    return first(name) != null;
  }

  /** The first field of that name in lower case, or an empty text. */
  String lower(String name) {
    String value = first(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }
}
