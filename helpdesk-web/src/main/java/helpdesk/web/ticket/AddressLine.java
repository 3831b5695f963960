package helpdesk.web.ticket;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People as one line of a form: {@code "Kim Larsson" <kim@post.example>, jo@post.example}.
 * Addresses without names may also stand with blanks between.
 */
final class AddressLine {
  private static final Pattern PIECE = Pattern.compile("(?:\"[^\"]*\"|[^,;\r\n])+");
  private static final Pattern NAMED = Pattern.compile("(.*?)\\s*<([^<>]*)>");

  /** Stricter than what a mail may bring: what a person types is more likely a slip. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>(),;:\\\\\"@]+@[^\\s<>(),;:\\\\\"@]+");

  private AddressLine() {}

  /** The line that reads as these people. */
  static String of(List<Party> people) {
    return people.stream().map(AddressLine::of).collect(Collectors.joining(", "));
  }

  private static String of(Party person) {
    String name = person.name() == null ? "" : person.name().replaceAll("[\"\\p{Cntrl}]", "");
    String address = person.email().value();
    return name.isBlank() ? address : "\"" + name.strip() + "\" <" + address + ">";
  }

  /**
   * The people of the line, in its order.
   *
   * @throws WrongAddress if a part of it is no address
   */
  static List<Party> read(@Nullable String line) {
    List<Party> people = new ArrayList<>();
    Matcher pieces = PIECE.matcher(line == null ? "" : line);
    while (pieces.find()) {
      String piece = pieces.group().strip();
      Matcher named = NAMED.matcher(piece);
      if (named.matches()) {
        String name = named.group(1).replace("\"", "").strip();
        people.add(new Party(name.isEmpty() ? null : name, address(named.group(2).strip())));
      } else if (!piece.isEmpty()) {
        for (String part : piece.split("\\s+")) people.add(new Party(null, address(part)));
      }
    }
    return people;
  }

  private static EmailAddress address(String text) {
    EmailAddress address = ADDRESS.matcher(text).matches() ? EmailAddress.parse(text) : null;
    if (address == null) throw new WrongAddress(text);
    return address;
  }
}
