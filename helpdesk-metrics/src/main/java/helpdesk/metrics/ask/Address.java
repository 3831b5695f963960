package helpdesk.metrics.ask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of an address that ask for figures, as they were written: what was understood can be
 * changed in one word and linked to again. Words that are blank are as good as missing, so that a
 * form may be sent as it is; several of one name are joined by commas.
 */
public final class Address {
  /** Every word there is, in the order in which it is written back. */
  public static final List<String> NAMES =
      List.of(
          "period",
          "from",
          "until",
          "to",
          "compare",
          "baseline",
          "channel",
          "team",
          "agent",
          "tag",
          "all_tags",
          "no_tags",
          "priority",
          "customer",
          "organisation",
          "language",
          "origin",
          "policy",
          "clock",
          "above",
          "up_to");

  /** An address without any. */
  public static final Address EMPTY = new Address(Map.of());

  private final Map<String, String> words;

  private Address(Map<String, String> words) {
    this.words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** Of the parameters of a request; those that are no words of ours are left out. */
  public static Address of(Map<String, ? extends List<String>> parameters) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : NAMES) {
      List<String> values = Objects.requireNonNullElse(parameters.get(name), List.of());
      String value =
          values.stream()
              .map(String::strip)
              .filter(v -> !v.isEmpty())
              .collect(Collectors.joining(","));
      if (!value.isEmpty()) words.put(name, value);
    }
    return new Address(words);
  }

  /** What {@link #query} wrote. */
  public static Address parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 1) continue;
      parameters.put(
          pair.substring(0, equals),
          List.of(java.net.URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
    }
    return of(parameters);
  }

  /** The word of that name, if it is there. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(words.get(name));
  }

  /** The word of that name, or nothing: for the fields of a form. */
  public String text(String name) {
    return words.getOrDefault(name, "");
  }

  /** The names that are there. */
  public List<String> names() {
    return List.copyOf(words.keySet());
  }

  /** The same with another word; null takes it away. */
  public Address with(String name, @Nullable String value) {
    if (!NAMES.contains(name)) throw new IllegalArgumentException("No word of an address: " + name);
    Map<String, List<String>> other = new LinkedHashMap<>();
    words.forEach((key, old) -> other.put(key, List.of(old)));
    if (value == null) other.remove(name);
    else other.put(name, List.of(value));
    return of(other);
  }

  /** The same without these words. */
  public Address without(String... names) {
    Address address = this;
    for (String name : names) address = address.with(name, null);
    return address;
  }

  /** As the query of a link, encoded and without a question mark; empty if there is no word. */
  public String query() {
    return words.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** A link to a path with these words. */
  public String at(String path) {
    String query = query();
    return query.isEmpty() ? path : path + "?" + query;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && words.equals(address.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  @Override
  public String toString() {
    return query();
  }
}
