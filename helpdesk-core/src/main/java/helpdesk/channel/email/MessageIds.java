package helpdesk.channel.email;

import helpdesk.shared.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Message-IDs: without brackets, bounded, in the order in which a conversation is sought. */
final class MessageIds {
  private static final int LONGEST = 500;
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int MOST_BYTES = 900;
  private static final int MOST = 100;
  private static final Pattern BRACKETED = Pattern.compile("<([^<>]{1,20000}+)(?:>|(?=<)|$)");
  private static final Pattern BARE =
      Pattern.compile("(?<![^\\s<>()\",;])[^\\s<>()\",;@]{1,2000}+@[^\\s<>()\",;]{1,2000}+");

  private MessageIds() {}

  /** The message's own id, or null where it has none. */
  static @Nullable String own(Headers headers) {
    List<String> ids = all(headers.first("message-id"));
    if (!ids.isEmpty()) return ids.get(0);
    String bare = headers.first("message-id");
    if (bare == null) return null;
    String id = bounded(bare.replaceAll("[<>]", ""));
    return id.isEmpty() ? null : id;
  }

  /**
   * What the message refers to: In-Reply-To first, then References from the newest to the oldest.
   *
   * @param not the message's own id and the addresses it names, which are no ancestors
   */
  static List<String> references(Headers headers, Collection<String> not) {
    Set<String> ids = new LinkedHashSet<>();
    headers.all("in-reply-to").forEach(value -> ids.addAll(all(value)));
    List<String> ancestors = new ArrayList<>();
    headers.all("references").forEach(value -> ancestors.addAll(all(value)));
    Collections.reverse(ancestors);
    ids.addAll(ancestors);
    ids.removeAll(not);
    return ids.stream().limit(MOST).toList();
  }

  /** All ids in a header's value, in its order; comments and other garbage are skipped. */
  static List<String> all(@Nullable String value) {
    if (value == null) return List.of();
    List<String> ids = new ArrayList<>();
    // The newest ancestors stand at the end.
    String read = value.substring(Math.max(0, value.length() - LONGEST_HEADER));
    Matcher bracketed = BRACKETED.matcher(read);
    while (bracketed.find()) add(ids, bracketed.group(1));
    if (ids.isEmpty()) {
      Matcher bare = BARE.matcher(read);
      while (bare.find()) add(ids, bare.group());
    }
    return ids;
  }

  private static void add(List<String> ids, String raw) {
    String id = bounded(raw);
    if (!id.isEmpty()) ids.add(id);
  }

  /** Without white space; what is too long for an index keeps its start and the hash of it all. */
  private static String bounded(String raw) {
    String id = PlainText.clean(raw).replaceAll("[\\s\\u00a0]+", "");
    boolean fits =
        id.length() <= LONGEST && id.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    if (fits) return id;
    return PlainText.cut(id, 200) + "~" + HexFormat.of().formatHex(Tokens.hash(id));
  }
}
