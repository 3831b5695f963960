package helpdesk.channel.email;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers of a message or of a part, in their order, unfolded. */
final class Headers {
  private record Field(String name, byte[] body) {}

  private final List<Field> fields = new ArrayList<>();
  private final @Nullable Charset chosen;
  private @Nullable String charset;

  Headers() {
    this(null);
  }

  /**
   * @param chosen in which bytes that should not be in a header are to be read, null to find out
   */
  Headers(@Nullable Charset chosen) {
    this.chosen = chosen;
  }

  /** Adds a field as it was received: {@code Name: value} with its line ends. */
  void add(String name, byte[] raw) {
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') colon++;
    byte[] body = Arrays.copyOfRange(raw, Math.min(colon + 1, raw.length), raw.length);
    fields.add(new Field(name.strip().toLowerCase(Locale.ROOT), body));
    if (fields.get(fields.size() - 1).name.equals("content-type")) {
      charset = Parameters.of(new String(body, StandardCharsets.ISO_8859_1)).get("charset");
    }
  }

  /** The first field of that name with something in it; its encoded words not yet read. */
  @Nullable String first(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Field field : fields) {
      if (!field.name.equals(wanted)) continue;
      String value = text(field);
      if (!value.isEmpty()) return value;
    }
    return null;
  }

  /** All fields of these names, in the order of the message. */
  List<String> all(String... names) {
    List<String> wanted = Arrays.stream(names).map(n -> n.toLowerCase(Locale.ROOT)).toList();
    return fields.stream().filter(f -> wanted.contains(f.name)).map(this::text).toList();
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

  /** Bytes that should not be in a header are probably written as the body is. */
  private String text(Field field) {
    String value =
        Charsets.isAscii(field.body)
            ? new String(field.body, StandardCharsets.ISO_8859_1)
            : chosen != null
                ? new String(field.body, chosen)
                : Charsets.decode(field.body, charset);
    return value.replaceAll("\\r?\\n(?=[ \\t])|[\\r\\n]+", "").strip();
  }
}
