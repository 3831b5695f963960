package helpdesk.channel.email.sending;

import helpdesk.ticket.CustomerWords;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the customer wrote, below our answer: enough to recognise it, not the whole of it. */
final class Quote {
  private static final int LINES = 25;
  private static final int CHARACTERS = 1_500;
  private static final MessageSource TEXTS = texts();
  private final String heading;
  private final String words;

  private Quote(String heading, String words) {
    this.heading = heading;
    this.words = words;
  }

  /**
   * @param locale en, es or sv: the language of the words around the quotation
   */
  static Quote of(CustomerWords said, Locale locale, ZoneId zone) {
    String at =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(zone)
            .format(said.at());
    String who = said.name() != null && !said.name().isBlank() ? said.name() : said.address();
    Object[] named = {at, who == null ? "" : HeaderText.line(who)};
    return new Quote(
        TEXTS.getMessage(who == null ? "reply.quote.nobody" : "reply.quote", named, locale),
        shortened(said.text()));
  }

  /** With {@code >} before each line. */
  String text() {
    return heading
        + "\n"
        + words.lines().map(line -> ("> " + line).stripTrailing()).collect(Collectors.joining("\n"))
        + "\n";
  }

  String html() {
    return "<p>"
        + MailHtml.escaped(heading)
        + "</p>\n<blockquote type=\"cite\">\n"
        + MailHtml.paragraphs(words)
        + "</blockquote>\n";
  }

  private static String shortened(String text) {
    String start = text.strip();
    if (start.length() > CHARACTERS) {
      int end =
          Character.isHighSurrogate(start.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
      start = start.substring(0, end) + " …";
    }
    List<String> lines = start.lines().toList();
    if (lines.size() <= LINES) return start;
    return String.join("\n", lines.subList(0, LINES)) + "\n…";
  }

  private static MessageSource texts() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("mail/reply");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }
}
