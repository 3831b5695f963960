package helpdesk.channel.email;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what our own receiving server found out about the sender (RFC 8601). Only the topmost
 * header counts: it is the one that was put on last, and those below may be the sender's own. So
 * only failures are believed; a sender who writes one harms nobody but himself.
 */
final class SenderProof {
  private static final int LONGEST = 4000;
  private static final List<String> METHODS = List.of("spf", "dkim", "dmarc");
  private static final Pattern RESULT = Pattern.compile("\\s*(spf|dkim|dmarc)\\s*=\\s*([a-z]+).*");

  private SenderProof() {}

  /**
   * The proofs that failed. None if DMARC holds, for then the name in From is proven whatever a
   * forwarder broke, and none for mail that did not come by our own mailbox or gateway.
   */
  static List<String> failures(Headers headers, String source) {
    boolean delivered = source.startsWith("api") || source.startsWith("imap:");
    List<String> all = headers.all("authentication-results");
    if (!delivered || all.isEmpty()) return List.of();
    Map<String, Set<String>> results = results(all.get(0));
    if (results.getOrDefault("dmarc", Set.of()).contains("pass")) return List.of();
    List<String> failed = new ArrayList<>();
    for (String method : METHODS) {
      Set<String> said = results.getOrDefault(method, Set.of());
      if (said.contains("fail") && !said.contains("pass")) failed.add(method);
    }
    return failed;
  }

  private static Map<String, Set<String>> results(String header) {
    String line = PlainText.cut(header, LONGEST).toLowerCase(Locale.ROOT);
    Map<String, Set<String>> results = new HashMap<>();
    for (String part : line.replaceAll("\\([^()]{0,500}\\)", " ").split(";")) {
      Matcher result = RESULT.matcher(part);
      if (result.matches())
        results.computeIfAbsent(result.group(1), m -> new HashSet<>()).add(result.group(2));
    }
    return results;
  }
}
