package helpdesk.channel.email;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses of a header as they come, not only as they should: quotes that never end,
 * missing brackets, groups, comments, semicolons between, addresses doubled as names.
 */
final class AddressList {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PIECE = 4000;
  private static final int LONGEST_QUOTE = 500;
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>()\\[\\]\",;:@]{1,200}+@[^\\s<>()\\[\\]\",;:@]{1,250}+");
  private static final Pattern QUOTED_LOCAL =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.){1,100}\"@[^\\s<>()\",;:@]{1,250}+");

  private final String text;
  private final int lastSemicolon;
  private final int most;
  private final List<Party> found = new ArrayList<>();
  private final StringBuilder outside = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private @Nullable String angle;

  private AddressList(String text, int most) {
    this.text = text;
    this.lastSemicolon = text.lastIndexOf(';');
    this.most = most;
  }

  /** The first so many addresses of a header's value, whose encoded words are not yet read. */
  static List<Party> parse(@Nullable String value, int most) {
    return value == null ? List.of() : new AddressList(value, most).parse();
  }

  private List<Party> parse() {
    for (int n = 0; n < text.length() && found.size() < most; n++) {
      char c = text.charAt(n);
      switch (c) {
        case '"' -> n = quoted(n);
        case '(' -> n = comment(n);
        case '<' -> n = angle(n);
        case ',', ';' -> end();
        case ':' -> {
          if (startsGroup(n)) outside.setLength(0);
          else other(c);
        }
        default -> other(c);
      }
    }
    if (found.size() < most) end();
    return found;
  }

  private void other(char c) {
    if (outside.length() < LONGEST_PIECE) outside.append(c);
  }

  /** A quoted string goes to its closing quote; a quote that is never closed is a character. */
  private int quoted(int start) {
    int end = Math.min(text.length(), start + LONGEST_QUOTE);
    for (int n = start + 1; n < end; n++) {
      char c = text.charAt(n);
      if (c == '\\') {
        n++;
      } else if (c == '"') {
        if (n + 1 < text.length() && text.charAt(n + 1) == '@') {
          outside.append(text, start, n + 1);
        } else {
          outside.append(
              text.substring(start + 1, n).replaceAll("\\\\(.)", "$1").replace("<", " "));
        }
        return n;
      }
    }
    return start;
  }

  private int comment(int start) {
    int depth = 0;
    int end = Math.min(text.length(), start + LONGEST_QUOTE);
    for (int n = start; n < end; n++) {
      char c = text.charAt(n);
      if (c == '\\') n++;
      else if (c == '(') depth++;
      else if (c == ')' && --depth == 0) {
        comment.append(text, start + 1, n).append(' ');
        return n;
      }
    }
    return start;
  }

  private int angle(int start) {
    int close = find('>', start);
    int next = find('<', start + 1);
    if (close < 0 || next >= 0 && next < close && text.substring(start, next).indexOf('@') < 0) {
      if (close >= 0) return start; // "<<a@b>": the inner one counts
      close = Math.min(text.length(), start + LONGEST_PIECE);
    }
    String inside = text.substring(start + 1, close);
    if (angle == null && inside.indexOf('@') >= 0) angle = inside;
    else outside.append(' ').append(inside);
    return close;
  }

  private int find(char wanted, int from) {
    int end = Math.min(text.length(), from + LONGEST_PIECE);
    for (int n = from; n < end; n++) if (text.charAt(n) == wanted) return n;
    return -1;
  }

  private boolean startsGroup(int colon) {
    if (lastSemicolon < colon) return false;
    String before = outside.toString();
    return before.indexOf('@') < 0 && angle == null && !before.strip().equalsIgnoreCase("mailto");
  }

  private void end() {
    String address = address();
    EmailAddress email = EmailAddress.parse(address);
    if (email != null && address != null) found.add(new Party(name(address), email));
    outside.setLength(0);
    comment.setLength(0);
    angle = null;
  }

  private @Nullable String address() {
    if (angle != null) {
      String bare = angle.strip();
      int route = bare.lastIndexOf(':');
      if (bare.startsWith("@") && route > 0) bare = bare.substring(route + 1);
      bare = bare.replaceFirst("(?i)^mailto:", "").replaceAll("^['\"\\s]+(?=[^\"]*$)|['\\s]+$", "");
      if (EmailAddress.parse(bare) != null && bare.indexOf(',') < 0) return bare;
      String inside = firstAddress(bare);
      if (inside != null) return inside;
    }
    return firstAddress(EncodedWords.decode(outside.toString()));
  }

  private static @Nullable String firstAddress(String text) {
    Matcher quoted = QUOTED_LOCAL.matcher(text);
    if (quoted.find() && EmailAddress.parse(quoted.group()) != null) return quoted.group();
    Matcher plain = ADDRESS.matcher(text.replaceAll("(?i)mailto:", " "));
    return plain.find() ? plain.group().replaceAll("^['.]+|['.]+$", "") : null;
  }

  private @Nullable String name(String address) {
    String decoded = EncodedWords.decode(outside.toString());
    if (angle == null) decoded = decoded.replace(address, " ");
    String name = tidy(decoded);
    if (name.isEmpty()) name = tidy(EncodedWords.decode(comment.toString()));
    return name.isEmpty() || name.equalsIgnoreCase(address) ? null : name;
  }

  private static String tidy(String name) {
    String line = PlainText.line(name, LONGEST_NAME);
    return line.replaceAll("^[\\s'\"<\\[]+(?=.*[^\\s'\"])|[\\s\"<]+$|(?<=^'.{0,200})'$", "")
        .replaceAll("^['\"]+$", "")
        .replaceAll("(?<!\\w)'$", "")
        .strip();
  }
}
