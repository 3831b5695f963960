package helpdesk.channel.email.domains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An SPF record, taken apart (RFC 7208, section 12).
 *
 * @param redirect the name whose record speaks where this one does not, or null
 */
record SpfRecord(List<Term> terms, @Nullable String redirect) {
  private static final String VERSION = "v=spf1";
  private static final Pattern TERM =
      Pattern.compile(
          "([+?~-])?(all|include|a|mx|ptr|ip4|ip6|exists)(?::(.*?))?(?:/(\\d{1,3}))?(?://(\\d{1,3}))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)");

  /**
   * One mechanism.
   *
   * @param qualifier {@code +}, {@code -}, {@code ~} or {@code ?}
   * @param target what stands behind the colon, or null
   * @param prefix4 how many bits of an IPv4 address count
   * @param prefix6 how many bits of an IPv6 address count
   */
  record Term(char qualifier, String mechanism, @Nullable String target, int prefix4, int prefix6) {
    /** Whether it needs something of whoever asks, which we are not. */
    boolean hasMacro() {
      return target != null && target.contains("%");
    }
  }

  /** Whether that text is an SPF record at all. */
  static boolean isOne(String text) {
    return text.equalsIgnoreCase(VERSION)
        || text.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1);
  }

  static SpfRecord parse(String text) throws SpfError {
    List<Term> terms = new ArrayList<>();
    String redirect = null;
    for (String word : words(text)) {
      Matcher modifier = MODIFIER.matcher(word);
      if (modifier.matches()) {
        if (modifier.group(1).equalsIgnoreCase("redirect")) redirect = modifier.group(2);
      } else {
        terms.add(term(word));
      }
    }
    return new SpfRecord(terms, redirect);
  }

  /** How it judges servers that it does not name, null if it says nothing of them. */
  @Nullable Character all() {
    return terms.stream()
        .filter(term -> term.mechanism.equals("all"))
        .findFirst()
        .map(Term::qualifier)
        .orElse(null);
  }

  /** The record with one mechanism more, before what judges the rest. */
  static String with(String text, String mechanism) {
    List<String> words = new ArrayList<>(words(text));
    int at = 0;
    while (at < words.size() && !judgesTheRest(words.get(at))) at++;
    boolean open = at == words.size();
    words.add(at, mechanism);
    if (open) words.add("~all");
    return VERSION + " " + String.join(" ", words);
  }

  /** The record with this end instead of its own. */
  static String endedBy(String text, String all) {
    List<String> words = new ArrayList<>(words(text));
    words.removeIf(SpfRecord::judgesTheRest);
    words.add(all);
    return VERSION + " " + String.join(" ", words);
  }

  /** One record that names whatever these do. */
  static String merged(List<String> texts) {
    List<String> words =
        texts.stream()
            .flatMap(text -> words(text).stream())
            .filter(word -> !judgesTheRest(word))
            .distinct()
            .toList();
    return endedBy(VERSION + " " + String.join(" ", words), "~all");
  }

  private static boolean judgesTheRest(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.matches("[+?~-]?all") || lower.startsWith("redirect=");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.substring(VERSION.length()).split(" +"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Term term(String word) throws SpfError {
    Matcher term = TERM.matcher(word);
    if (!term.matches()) throw SpfError.broken(word);
    String mechanism = term.group(2).toLowerCase(Locale.ROOT);
    String target = term.group(3);
    boolean named = target != null && !target.isEmpty();
    boolean address = mechanism.startsWith("ip");
    boolean needsOne = address || mechanism.equals("include") || mechanism.equals("exists");
    if (needsOne != named && (needsOne || mechanism.equals("all"))) throw SpfError.broken(word);
    if (address && (target == null || Dns.address(target).isEmpty())) throw SpfError.broken(word);
    int bits = bits(term.group(4), mechanism.equals("ip6") ? 128 : 32, word);
    return new Term(
        term.group(1) == null ? '+' : term.group(1).charAt(0),
        mechanism,
        named ? target : null,
        mechanism.equals("ip6") ? 32 : bits,
        mechanism.equals("ip6") ? bits : bits(term.group(5), 128, word));
  }

  private static int bits(@Nullable String written, int most, String word) throws SpfError {
    int bits = written == null ? most : Integer.parseInt(written);
    if (bits > most) throw SpfError.broken(word);
    return bits;
  }
}
