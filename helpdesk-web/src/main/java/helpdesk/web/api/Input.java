package helpdesk.web.api;

import helpdesk.shared.EmailAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON body, noting everything that is wrong with them, so that one answer
 * names all faults. Call {@link #check} when all is read. Unknown fields are ignored, strings are
 * bounded, and a field that is null counts as missing, but for {@link #clears}.
 */
public final class Input {
  /** The longest text of a message, in characters. */
  public static final int LONGEST_TEXT = 1_000_000;

  private final JsonNode body;
  private final String prefix;
  private final List<InvalidInput.Fault> faults;

  private Input(JsonNode body, String prefix, List<InvalidInput.Fault> faults) {
    this.body = body;
    this.prefix = prefix;
    this.faults = faults;
  }

  /**
   * @throws InvalidInput if the body is not a JSON object
   */
  public static Input of(JsonNode body) {
    if (!body.isObject()) throw new InvalidInput("", "The body must be a JSON object.");
    return new Input(body, "", new ArrayList<>());
  }

  /** Whether the field is there, be it null. */
  public boolean has(String field) {
    return body.has(field);
  }

  /** Whether the field is there and null: the wish to clear something. */
  public boolean clears(String field) {
    return body.has(field) && body.get(field).isNull();
  }

  /** A text of at most so many characters, or null where there is none. */
  public @Nullable String text(String field, int longest) {
    JsonNode node = present(field);
    if (node == null) return null;
    if (!node.isString()) return fault(field, "This must be a string.");
    return plain(field, node.asString(), longest);
  }

  /** A text that must be there and not blank; empty while it is faulty. */
  public String required(String field, int longest) {
    String text = text(field, longest);
    if (text != null && !text.isBlank()) return text;
    if (present(field) == null || text != null) fault(field, "This is required.");
    return "";
  }

  /** A name or an id: a string, or a whole number. */
  public @Nullable String reference(String field) {
    JsonNode node = present(field);
    if (node == null) return null;
    if (node.isIntegralNumber()) return node.asString();
    return text(field, 320);
  }

  /** One of a closed set of words. */
  public <E extends Enum<E>> @Nullable E word(String field, Class<E> words) {
    String text = text(field, 60);
    return text == null ? null : word(field, text, words);
  }

  /** An e-mail address. */
  public @Nullable EmailAddress email(String field) {
    String text = text(field, 320);
    return text == null ? null : address(field, text);
  }

  /** An object within this one; its faults are named with their path. */
  public @Nullable Input object(String field) {
    JsonNode node = present(field);
    if (node == null) return null;
    if (!node.isObject()) return fault(field, "This must be an object.");
    return new Input(node, prefix + field + ".", faults);
  }

  /** A list of texts, each of at most so many characters; empty where there is none. */
  public List<String> texts(String field, int most, int longest) {
    JsonNode node = present(field);
    List<String> texts = new ArrayList<>();
    if (node == null) return texts;
    if (!node.isArray() || node.size() > most) {
      fault(field, "This must be a list of at most " + most + " strings.");
      return texts;
    }
    for (JsonNode item : node) {
      String text = item.isString() ? plain(field, item.asString(), longest) : null;
      if (text != null) texts.add(text);
      else if (!item.isString()) fault(field, "This must be a list of strings.");
    }
    return texts;
  }

  /** A list of e-mail addresses; empty where there is none. */
  public List<EmailAddress> emails(String field, int most) {
    List<EmailAddress> addresses = new ArrayList<>();
    for (String text : texts(field, most, 320)) {
      EmailAddress address = address(field, text);
      if (address != null) addresses.add(address);
    }
    return addresses;
  }

  /** A language such as {@code es} or {@code pt-BR}; its region is dropped. */
  public @Nullable Locale language(String field) {
    String text = text(field, 35);
    if (text == null) return null;
    Locale locale = Locale.forLanguageTag(text);
    if (locale.getLanguage().isEmpty()) return fault(field, "This is not a language tag.");
    return Locale.forLanguageTag(locale.getLanguage());
  }

  /** Notes that a field is faulty; returns null, for the value that it does not have. */
  public <T> @Nullable T fault(String field, String message) {
    faults.add(new InvalidInput.Fault(prefix + field, message));
    return null;
  }

  /** Looks a value up, noting a fault where the lookup finds nothing. */
  public <K, T> @Nullable T known(
      String field, @Nullable K key, Function<K, @Nullable T> lookup, String otherwise) {
    if (key == null) return null;
    T found = lookup.apply(key);
    return found != null ? found : fault(field, otherwise);
  }

  /**
   * @throws InvalidInput if anything read so far was faulty
   */
  public void check() {
    if (!faults.isEmpty()) throw new InvalidInput(faults);
  }

  /**
   * A word of a query parameter.
   *
   * @throws InvalidInput if it is none of the set
   */
  public static <E extends Enum<E>> E query(String parameter, String word, Class<E> words) {
    E found = find(word, words);
    if (found == null) throw new InvalidInput(parameter, oneOf(words));
    return found;
  }

  private <E extends Enum<E>> @Nullable E word(String field, String word, Class<E> words) {
    E found = find(word, words);
    return found != null ? found : fault(field, oneOf(words));
  }

  private static <E extends Enum<E>> @Nullable E find(String word, Class<E> words) {
    return Arrays.stream(words.getEnumConstants())
        .filter(e -> key(e).equals(word))
        .findFirst()
        .orElse(null);
  }

  private static <E extends Enum<E>> String oneOf(Class<E> words) {
    return "This must be one of "
        + String.join(", ", Arrays.stream(words.getEnumConstants()).map(Input::key).toList())
        + ".";
  }

  private static String key(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private @Nullable EmailAddress address(String field, String text) {
    EmailAddress address = EmailAddress.parse(text);
    return address != null ? address : fault(field, "This is not an e-mail address.");
  }

  private @Nullable String plain(String field, String text, int longest) {
    if (text.length() > longest)
      return fault(field, "This may have at most " + longest + " characters.");
    // PostgreSQL keeps no NUL in a text.
    if (text.indexOf('\0') >= 0) return fault(field, "This must not have a NUL character.");
    return text;
  }

  private @Nullable JsonNode present(String field) {
    JsonNode node = body.get(field);
    return node == null || node.isNull() ? null : node;
  }
}
