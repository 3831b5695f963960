package helpdesk.channel.email;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits what somebody wrote just now from what they quote and how they sign. In doubt text stays:
 * a reader rather skips a quote than misses a sentence. A forwarded message stays, it is what the
 * sender wants to show; quotes that are answered below stay with the answers.
 */
final class VisibleReply {
  /** An address in an attribution that a program spread over lines of their own. */
  private static final Pattern SPREAD =
      Pattern.compile("(?<=\\S)\\n{1,3}<\\s*\\n\\s*mailto:([^\\n]{1,300})\\n\\s*>");

  private static final int WRAPPED_LINES = 5;
  private static final int HEADER_LINES = 8;
  private static final int FIRST_LINES = 3000;
  private static final int GREETING_LINES = 3;
  private static final int LONGEST_SIGNATURE = 20;

  private final List<String> lines;
  private final boolean forwards;
  private final BitSet verbs = new BitSet();

  private VisibleReply(List<String> lines, boolean forwards) {
    this.lines = lines;
    this.forwards = forwards;
    for (int n = 0; n < Math.min(lines.size(), FIRST_LINES + WRAPPED_LINES); n++) {
      if (QuoteMarks.hasVerb(lines.get(n))) verbs.set(n);
    }
  }

  /**
   * The visible part of a text; empty only if the text is.
   *
   * @param forwards whether the subject says that the message forwards another
   */
  static String of(String text, boolean forwards) {
    String joined = SPREAD.matcher(text.replace('\u00a0', ' ')).replaceAll(" <$1>");
    List<String> lines = unwrapped(joined.split("\n", -1));
    String visible = new VisibleReply(lines, forwards).visible();
    return visible.isEmpty() ? text.strip() : visible;
  }

  /** Joins the attribution that was wrapped right before the end of its address: {@code >:}. */
  private static List<String> unwrapped(String[] lines) {
    List<String> joined = new ArrayList<>(lines.length);
    for (String line : lines) {
      String above = joined.isEmpty() ? "" : joined.get(joined.size() - 1);
      boolean open = above.lastIndexOf('<') > above.lastIndexOf('>');
      if (open && QuoteMarks.isEndOfAttribution(line)) {
        joined.set(joined.size() - 1, above.stripTrailing() + line.strip());
      } else {
        joined.add(line);
      }
    }
    return joined;
  }

  private String visible() {
    int end = cut();
    int forwarded = end < lines.size() && isForwardedFrom(end) ? lines.size() : 0;
    if (forwarded > 0) {
      String above = withoutSignature(withoutTrailingQuotes(lines.subList(0, end)));
      String below = String.join("\n", lines.subList(end, lines.size())).strip();
      return (above + "\n\n" + below).strip();
    }
    List<String> own = withoutLeadingQuote(withoutTrailingQuotes(lines.subList(0, end)));
    String reply = withoutSignature(own);
    if (!reply.isEmpty()) return reply;
    return String.join("\n", own).strip();
  }

  /** The line with which a message that is not marked line by line begins; the end if none does. */
  private int cut() {
    boolean something = false;
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n);
      if (line.isBlank()) continue;
      if (QuoteMarks.isForwardMark(line)) return n;
      if (something && startsOldMessage(n)) return n;
      something |= !QuoteMarks.isQuote(line) && !QuoteMarks.isRule(line);
    }
    return lines.size();
  }

  private boolean startsOldMessage(int n) {
    String line = lines.get(n);
    if (QuoteMarks.isQuote(line)) return false;
    if (QuoteMarks.isOriginalMark(line) || QuoteMarks.isReplyAbove(line)) return true;
    if (QuoteMarks.isRule(line)) return isHeaderBlock(next(n + 1));
    if (isHeaderBlock(n)) return true;
    int end = attributionEnd(n, false);
    return end > 0 && !isQuoteAt(next(end));
  }

  private boolean isForwardedFrom(int n) {
    if (QuoteMarks.isForwardMark(lines.get(n))) return true;
    return forwards && (isHeaderBlock(n) || isHeaderBlock(next(n + 1)));
  }

  /** Sender first, and at least two of when, to whom and about what right below. */
  private boolean isHeaderBlock(int n) {
    if (n >= lines.size() || !QuoteMarks.isFrom(lines.get(n))) return false;
    int others = 0;
    int looked = 0;
    for (int k = n + 1; k < lines.size() && looked < HEADER_LINES; k++) {
      String line = lines.get(k);
      if (line.isBlank()) {
        if (others > 0) break;
        continue;
      }
      looked++;
      if (QuoteMarks.isOtherHeader(line)) others++;
    }
    return others >= 2;
  }

  /** The line behind an attribution that begins at n and may be wrapped; 0 if none begins there. */
  private int attributionEnd(int n, boolean marked) {
    if (n >= FIRST_LINES || !hasVerbNear(n)) return 0;
    StringBuilder joined = new StringBuilder();
    for (int k = n; k < lines.size() && k < n + WRAPPED_LINES; k++) {
      String line = lines.get(k);
      if (line.isBlank() || k > n && QuoteMarks.isQuote(line) && !line.contains("wrote")) break;
      joined.append(joined.length() == 0 ? "" : " ").append(line.strip());
      String whole = joined.toString();
      if (marked ? QuoteMarks.isAttribution(whole) : QuoteMarks.isPlainAttribution(whole))
        return k + 1;
    }
    return 0;
  }

  private boolean hasVerbNear(int n) {
    return verbs.nextSetBit(n) >= 0 && verbs.nextSetBit(n) < n + WRAPPED_LINES;
  }

  private int next(int n) {
    int k = n;
    while (k < lines.size() && lines.get(k).isBlank()) k++;
    return k;
  }

  private boolean isQuoteAt(int n) {
    return n < lines.size() && QuoteMarks.isQuote(lines.get(n));
  }

  /** Drops quoted lines at the end, with the line that says whose they are. */
  private List<String> withoutTrailingQuotes(List<String> text) {
    int end = trimmed(text, text.size());
    int foot = listFoot(text, end);
    int signature = signatureBehindQuote(text, foot);
    int quotes = trimmed(text, signature);
    int start = quotes;
    while (start > 0 && (text.get(start - 1).isBlank() || QuoteMarks.isQuote(text.get(start - 1))))
      start--;
    start = trimmed(text, start);
    if (start == quotes) return text.subList(0, foot);
    for (int n = Math.max(0, start - WRAPPED_LINES); n < start; n++) {
      int attribution = attributionEnd(n, true);
      boolean begins = n == 0 || text.get(n - 1).isBlank() || startsLikeAttribution(n, start);
      if (attribution == start && begins && !beginsLater(n, start)) {
        return text.subList(0, trimmed(text, n));
      }
    }
    return text.subList(0, start);
  }

  private boolean startsLikeAttribution(int n, int end) {
    return QuoteMarks.isPlainAttribution(String.join(" ", lines.subList(n, end)));
  }

  /**
   * A quote near the start, below a greeting at most, with all of the answer below it: only the
   * answer is new.
   */
  private List<String> withoutLeadingQuote(List<String> text) {
    int start = next(0);
    int attribution = 0;
    for (int n = start; n < Math.min(start + GREETING_LINES, text.size()); n++) {
      attribution = attributionEnd(n, true);
      boolean begins = n == start || QuoteMarks.startsAttribution(lines.get(n));
      if (attribution > 0 && begins && !beginsLater(n, attribution)) {
        start = n;
        break;
      }
      attribution = 0;
    }
    int quote = attribution > 0 ? next(attribution) : start;
    if (quote >= text.size()) return text;
    if (!QuoteMarks.isQuote(text.get(quote))) return withoutLeadingAttribution(text);
    int answer = quote;
    while (answer < text.size()
        && (text.get(answer).isBlank() || QuoteMarks.isQuote(text.get(answer)))) answer++;
    boolean interleaved = text.subList(answer, text.size()).stream().anyMatch(QuoteMarks::isQuote);
    boolean nothingBelow = text.subList(answer, text.size()).stream().allMatch(String::isBlank);
    if (interleaved || nothingBelow) return text;
    List<String> own = new ArrayList<>(text.subList(0, start));
    own.addAll(text.subList(answer, text.size()));
    return own;
  }

  /**
   * An attribution above everything says nothing new, even if nothing below is marked as quoted.
   */
  private List<String> withoutLeadingAttribution(List<String> text) {
    int start = next(0);
    int end = attributionEnd(start, false);
    return end > start && next(end) < text.size() ? text.subList(end, text.size()) : text;
  }

  private boolean beginsLater(int start, int end) {
    if (QuoteMarks.startsAttribution(lines.get(start))) return false;
    for (int n = start + 1; n < end; n++) {
      if (QuoteMarks.startsAttribution(lines.get(n)) && attributionEnd(n, true) == end) return true;
    }
    return false;
  }

  private static int trimmed(List<String> text, int end) {
    int n = end;
    while (n > 0 && text.get(n - 1).isBlank()) n--;
    return n;
  }

  /** Where the foot begins that a mailing list puts below every message. */
  private static int listFoot(List<String> text, int end) {
    for (int n = end - 1; n >= Math.max(0, end - 8); n--) {
      if (!QuoteMarks.isListFootRule(text.get(n))) continue;
      boolean foot = text.subList(n, end).stream().anyMatch(QuoteMarks::isListFoot);
      if (foot) return trimmed(text, n);
    }
    return end;
  }

  /** Where a signature begins that stands below the quote. */
  private static int signatureBehindQuote(List<String> text, int end) {
    for (int n = end - 1; n >= Math.max(0, end - LONGEST_SIGNATURE); n--) {
      if (QuoteMarks.isQuote(text.get(n))) return end;
      if (!QuoteMarks.isSignatureMark(text.get(n))) continue;
      int above = trimmed(text, n);
      return above > 0 && QuoteMarks.isQuote(text.get(above - 1)) ? above : end;
    }
    return end;
  }

  private static String withoutSignature(List<String> text) {
    int end = trimmed(text, text.size());
    for (int n = Math.max(0, end - LONGEST_SIGNATURE); n < end; n++) {
      if (QuoteMarks.isSignatureMark(text.get(n)) && trimmed(text, n) > 0) {
        end = trimmed(text, n);
        break;
      }
    }
    while (end > 0 && QuoteMarks.isDeviceLine(text.get(end - 1))) end = trimmed(text, end - 1);
    List<String> kept = new ArrayList<>(text.subList(0, end));
    return String.join("\n", kept).strip();
  }
}
