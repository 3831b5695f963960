package helpdesk.history;

import helpdesk.shared.DomainException;
import helpdesk.tag.Tags;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one object; what is wrong refuses the line and names the field. */
final class Fields {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private final JsonNode object;
  private final String prefix;

  /**
   * @param prefix what stands before the names of its fields when they are told, such as {@code
   *     events[3].}
   * @throws RefusedLine if it is no object
   */
  Fields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
    if (!object.isObject()) {
      String name = prefix.isEmpty() ? "The line" : prefix.substring(0, prefix.length() - 1);
      throw new RefusedLine(name + " must be a JSON object.");
    }
  }

  /** The field, null where it is missing or null. */
  @Nullable JsonNode node(String field) {
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  /** A text of at most so many characters, or a whole number; null where there is none. */
  @Nullable String text(String field, int longest) {
    JsonNode node = node(field);
    if (node == null) return null;
    if (!node.isString() && !node.isIntegralNumber()) throw wrong(field, "must be a text");
    String text = node.asString();
    if (text.length() > longest) throw wrong(field, "may have at most " + longest + " characters");
    if (!keepable(text)) throw wrong(field, "must not have a NUL or half a character");
    return text.isBlank() ? null : text.strip();
  }

  /** A text that must be there. */
  String required(String field, int longest) {
    String text = text(field, longest);
    if (text == null) throw wrong(field, "is missing");
    return text;
  }

  String text(String field, int longest, String otherwise) {
    String text = text(field, longest);
    return text == null ? otherwise : text;
  }

  /** A word of a closed set, which {@code read} knows; the other one where there is none. */
  <T> T word(String field, Function<String, T> read, T otherwise) {
    return node(field) == null ? otherwise : word(field, read);
  }

  /** A word of a closed set that must be there. */
  <T> T word(String field, Function<String, T> read) {
    try {
      return read.apply(required(field, 60));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "has a value that is not known here");
    }
  }

  boolean flag(String field) {
    JsonNode node = node(field);
    if (node == null) return false;
    if (!node.isBoolean()) throw wrong(field, "must be true or false");
    return node.asBoolean();
  }

  int whole(String field) {
    JsonNode node = node(field);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToInt())
      throw wrong(field, "must be a whole number");
    return node.asInt();
  }

  /** A length in whole seconds; null where there is none. */
  @Nullable Long seconds(String field) {
    if (node(field) == null) return null;
    int seconds = whole(field);
    if (seconds < 0) throw wrong(field, "must not be negative");
    return (long) seconds;
  }

  /** An instant with its offset, in whole seconds. */
  Instant instant(String field) {
    String text = required(field, 60);
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw wrong(field, "must be an instant such as 2026-02-10T10:00:00+01:00");
    }
    if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST))
      throw wrong(field, "must lie between 1970 and 2100");
    return instant;
  }

  /** Names of tags; none where there is no such field. */
  List<String> tags(String field) {
    JsonNode node = node(field);
    if (node == null) return List.of();
    if (!node.isArray() || node.size() > 100)
      throw wrong(field, "must be a list of at most 100 tags");
    return node.valueStream().map(tag -> tag(field, tag)).distinct().sorted().toList();
  }

  private String tag(String field, JsonNode tag) {
    if (!tag.isString() || !keepable(tag.asString())) throw wrong(field, "must be a list of texts");
    try {
      return Tags.plain(tag.asString());
    } catch (DomainException e) {
      throw wrong(field, "has a tag that is empty, longer than 60 characters, or has a comma");
    }
  }

  /** PostgreSQL keeps no NUL in a text, and nothing that is not Unicode. */
  private static boolean keepable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  RefusedLine wrong(String field, String how) {
    return new RefusedLine(prefix + field + " " + how + ".");
  }
}
