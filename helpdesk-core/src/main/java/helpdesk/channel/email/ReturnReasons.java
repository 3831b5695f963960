package helpdesk.channel.email;

import static java.util.Map.entry;

import helpdesk.outbox.ReturnReason;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from what servers say why a mail came back. First the enhanced status codes (RFC 3463) that
 * mean one thing, then the words, then the codes that servers use for many things.
 */
final class ReturnReasons {
  private static final int ANY_CASE =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
  private static final int LONGEST = 8_000;
  private static final Pattern CODE = Pattern.compile("\\b[45]\\.(\\d{1,3}\\.\\d{1,3})\\b");
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?m)(?:^|[\\s:>])([45]\\d\\d(?:[ -]#?[45]\\.\\d{1,3}\\.\\d{1,3})?[ :-].{3,200}"
              + "(?:\\R.{3,200}){0,2})");

  private static final Map<String, ReturnReason> TELLING =
      Map.ofEntries(
          entry("1.2", ReturnReason.NO_SUCH_DOMAIN),
          entry("1.7", ReturnReason.BLOCKED),
          entry("1.8", ReturnReason.BLOCKED),
          entry("2.2", ReturnReason.MAILBOX_FULL),
          entry("2.3", ReturnReason.TOO_LARGE),
          entry("3.2", ReturnReason.BLOCKED),
          entry("3.4", ReturnReason.TOO_LARGE),
          entry("4.7", ReturnReason.UNREACHABLE),
          entry("4.312", ReturnReason.UNREACHABLE),
          entry("4.316", ReturnReason.UNREACHABLE),
          entry("7.8", ReturnReason.BLOCKED),
          entry("7.9", ReturnReason.BLOCKED),
          entry("7.20", ReturnReason.BLOCKED),
          entry("7.21", ReturnReason.BLOCKED),
          entry("7.22", ReturnReason.BLOCKED),
          entry("7.23", ReturnReason.BLOCKED),
          entry("7.24", ReturnReason.BLOCKED),
          entry("7.25", ReturnReason.BLOCKED),
          entry("7.26", ReturnReason.BLOCKED),
          entry("7.27", ReturnReason.BLOCKED));

  /** By the class of the code, where nothing else says more. */
  private static final Map<String, ReturnReason> ROUGHLY =
      Map.of(
          "1", ReturnReason.NO_SUCH_ADDRESS,
          "2", ReturnReason.NO_SUCH_ADDRESS,
          "3", ReturnReason.UNREACHABLE,
          "4", ReturnReason.UNREACHABLE,
          "6", ReturnReason.CONTENT,
          "7", ReturnReason.BLOCKED);

  private record Rule(ReturnReason reason, Pattern words) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              ReturnReason.SPAM,
              "content rejected, ube|\\bspam(?!haus|cop)(?!.{0,40}(incident|issue|block|"
                  + "blocking))|unsolicited|junk|bulk mail|cloudmark|blacklisted url|razor|bayes|"
                  + "classified as|looks like.{0,20}advert"),
          rule(
              ReturnReason.CONTENT,
              "virus|infected|malware|not rfc ?\\d+|duplicate header|multiple .{0,20}headers|"
                  + "headers? too large|bare (lf|cr|newline)|message content rejected|"
                  + "banned (attachment|file)"),
          rule(
              ReturnReason.TOO_LARGE,
              "(message|mail|attachment|letter).{0,20}(too (big|large)|size exceed)|"
                  + "size (exceeds|limit|larger)|exceeds? (the )?(maximum|fixed|allowed|size|"
                  + "administrative).{0,40}(size|limit)?|larger than|too (big|large)|"
                  + "max(imum)? message size|message size"),
          rule(
              ReturnReason.MAILBOX_FULL,
              "(mail ?box|inbox|mail ?drop|account|user|folder).{0,25}(full|over ?quota|"
                  + "exceeds? (allowed|the|its))|over.?quota|quota.{0,25}(exceed|full|reached|"
                  + "violat|limit)|exceed\\w*.{0,25}quota|insufficient (disk|system) (space|"
                  + "storage)|storage (is )?full|not enough (storage|space)|full mailbox|"
                  + "disc? quota|out of storage|maildir over|容量"),
          rule(
              ReturnReason.UNREACHABLE,
              "message expired|too many recipients|timed? ?out|could ?n.t be delivered within|"
                  + "could not deliver for the last|retry (time|timeout)|(attempts|"
                  + "request).{0,10}to connect|(connection|network|connect).{0,30}(refused|"
                  + "unreachable|timed|lost|reset|fail|drop|limited|frequency)|unreachable|"
                  + "no route|delivery (has been|is|was) (delayed|aborted)|aborted after|"
                  + "has been delayed|delivery failed \\d+ attempts|message is delayed|deferred|"
                  + "temporar|try (again )?later|on the queue|warning (message )?only|"
                  + "too many (hops|connections)|mail loop|unable to connect|not responding|"
                  + "i/o error|not accepting connections|could not load|"
                  + "service (currently )?unavailable$"),
          rule(
              ReturnReason.NO_SUCH_DOMAIN,
              "invalid domain|host (or domain name )?[\\w.<>-]{0,60} ?(unknown|not found)|"
                  + "unknown host|no such (host|domain)|\\bdomain (name )?(does not exist|"
                  + "not found|must resolve)|name service error|name or service not known|nxdomain|"
                  + "unroutable mail domain|no mx|null mx|unresolvable|can.?t find (any|the) (mail|"
                  + "host|domain)|could.?n.t find (any|a|the) (mail|host|domain)|"
                  + "bad destination (host|system)|dns (lookup )?(failure|error)"),
          rule(
              ReturnReason.BLOCKED,
              "blocked using|not have permission|insecure mail relay|"
                  + "sender (address )?reject|unroute?able sender|domain of sender|\\brdns|reverse (dns|lookup|"
                  + "hostname)|\\bptr\\b|ip(v4|v6)? (address|for)|relay(ing)? (access )?(denied|"
                  + "not)|unable to relay|not a member|service refus|client host"),
          rule(
              ReturnReason.NO_SUCH_ADDRESS,
              "(user|recipient|mail ?box|address|account|addressee|person|alias|destination|"
                  + "\\brcpt)s?\\b.{0,60}(unknown|not (found|exist|known|listed|here|available|"
                  + "our customer)|does ?n.t (exist|have)|do not exist|no longer|disabled|inactive|"
                  + "invalid|suspend|not active|been (moved|closed)|unavailable|is over|expired|"
                  + "lookup failed)|(unknown|no such|invalid|bad|nonexist\\w*|non-exist\\w*|"
                  + "not a valid|not a known) (local|user|recipient|mail ?box|address|account|"
                  + "person|addressee|destination|virtual|rcpt)|no (such )?(user|mail ?box|account|"
                  + "recipient)|undeliverable address|unroute?able address|unknown.{0,10}user|"
                  + "here by that name|has (moved|left)|recipnotfound|見つか|リストにありません|(recipient|"
                  + "user|mail ?box|address).{0,20}reject"),
          rule(
              ReturnReason.BLOCKED,
              "block(ed|list)|black ?list|\\brbl|dnsbl|spamhaus|barracuda|denied|"
                  + "not (allowed|permitted|authorized|accepted)|refus|reject|policy|dmarc|"
                  + "\\bspf\\b|dkim|relay|reputation|unauthenticated|prohibit|restrict|\\btls\\b|"
                  + "\\(BL\\)|did ?n.t accept|not accept"),
          rule(
              ReturnReason.UNREACHABLE,
              "expired|local (error|configuration)|\\bpipe\\b|unknown mailer"));

  private ReturnReasons() {}

  /**
   * @param status the report's status code such as {@code 5.1.1}, null if it gives none
   * @param diagnosis what the server said, null if the report has no place for that
   * @param text what the report says to people, without the mail it returns
   */
  static ReturnReason of(@Nullable String status, @Nullable String diagnosis, String text) {
    String said = diagnosis == null ? answers(text) : diagnosis;
    String codeSaid = code(said);
    String code = code(status);
    ReturnReason words = byWords(said);
    ReturnReason telling = telling(codeSaid, code);
    if (telling != null) return words == ReturnReason.SPAM ? words : telling;
    if (words != null) return words;
    ReturnReason roughly = roughly(code);
    if (roughly == null) roughly = roughly(codeSaid);
    if (roughly == null) roughly = byWords(PlainText.cut(text, LONGEST));
    return roughly == null ? ReturnReason.OTHER : roughly;
  }

  /** The lines of a text that look like a server's refusal. */
  static String answers(String text) {
    StringBuilder said = new StringBuilder();
    Matcher answer = ANSWER.matcher(PlainText.cut(text, LONGEST));
    while (answer.find() && said.length() < LONGEST) said.append(answer.group(1)).append(' ');
    return said.toString();
  }

  private static @Nullable ReturnReason telling(@Nullable String one, @Nullable String other) {
    ReturnReason first = one == null ? null : TELLING.get(one);
    return first != null || other == null ? first : TELLING.get(other);
  }

  private static @Nullable ReturnReason roughly(@Nullable String code) {
    if (code == null || code.equals("0.0") || code.equals("5.0")) return null;
    return ROUGHLY.get(code.substring(0, code.indexOf('.')));
  }

  private static @Nullable String code(@Nullable String text) {
    if (text == null) return null;
    Matcher code = CODE.matcher(text);
    return code.find() ? code.group(1) : null;
  }

  private static @Nullable ReturnReason byWords(String text) {
    for (Rule rule : RULES) {
      if (rule.words.matcher(text).find()) return rule.reason;
    }
    return null;
  }

  private static Rule rule(ReturnReason reason, String words) {
    return new Rule(reason, Pattern.compile(words, ANY_CASE));
  }
}
