package helpdesk.channel.email.sending;

import helpdesk.channel.Channel;
import helpdesk.ticket.RatingLinks;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands below an answer in its mail and nowhere else: the signature of the mailbox, and the
 * question how the answer was.
 */
final class Foot {
  /** By this line mail programs know a signature, and leave it out of what they quote. */
  private static final String SEPARATOR = "-- \n";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(agent|mailbox)}");
  private static final String CHOICE =
      "<a href=\"%s\" style=\"display:inline-block;margin:0 6px 6px 0;padding:6px 12px;"
          + "border:1px solid #928c81;border-radius:8px;color:inherit;text-decoration:none\">"
          + "%s</a>\n";
  private final String signature;
  private final Optional<RatingLinks.Question> question;

  private Foot(String signature, Optional<RatingLinks.Question> question) {
    this.signature = signature;
    this.question = question;
  }

  /**
   * @param mailbox the one that the answer leaves from
   * @param agent who answers
   */
  static Foot of(Optional<Channel> mailbox, String agent, Optional<RatingLinks.Question> question) {
    return new Foot(mailbox.map(from -> signature(from, agent)).orElse(""), question);
  }

  /** Below the answer in plain text; empty if there is nothing to say. */
  String text() {
    if (signature.isEmpty() && question.isEmpty()) return "";
    StringBuilder foot = new StringBuilder("\n").append(SEPARATOR);
    if (!signature.isEmpty()) foot.append(signature).append('\n');
    if (!signature.isEmpty() && question.isPresent()) foot.append('\n');
    question.ifPresent(asked -> foot.append(text(asked)));
    return foot.toString();
  }

  /** The same as HTML. */
  String html() {
    if (signature.isEmpty() && question.isEmpty()) return "";
    String signed = signature.isEmpty() ? "" : MailHtml.paragraphs(signature);
    return "<div style=\"margin:16px 0\">\n"
        + signed
        + question.map(Foot::html).orElse("")
        + "</div>\n";
  }

  private static String text(RatingLinks.Question asked) {
    return asked.choices().stream()
        .map(choice -> choice.words() + ": " + choice.url() + "\n")
        .collect(Collectors.joining("", asked.words() + "\n", ""))
        .concat(asked.wayOut().words() + ": " + asked.wayOut().url() + "\n");
  }

  private static String html(RatingLinks.Question asked) {
    StringBuilder html = new StringBuilder("<div lang=\"");
    html.append(MailHtml.escaped(asked.language().getLanguage())).append("\">\n<p>");
    html.append(MailHtml.escaped(asked.words())).append("</p>\n<p>");
    for (RatingLinks.Link choice : asked.choices()) {
      html.append(
          CHOICE.formatted(MailHtml.escaped(choice.url()), MailHtml.escaped(choice.words())));
    }
    RatingLinks.Link wayOut = asked.wayOut();
    html.append("</p>\n<p style=\"font-size:13px\"><a href=\"");
    html.append(MailHtml.escaped(wayOut.url())).append("\" style=\"color:inherit\">");
    return html.append(MailHtml.escaped(wayOut.words())).append("</a></p>\n</div>\n").toString();
  }

  /** Names are put in at once, so that nobody's name is taken for a placeholder. */
  private static String signature(Channel mailbox, String agent) {
    String written = mailbox.settings().signature();
    if (written == null) return "";
    String shown = mailbox.displayName() == null ? mailbox.name() : mailbox.displayName();
    return PLACEHOLDER
        .matcher(written.replaceAll("\r\n?", "\n").strip())
        .replaceAll(found -> Matcher.quoteReplacement(named(found, agent, shown)));
  }

  private static String named(MatchResult found, String agent, String mailbox) {
    return HeaderText.line(found.group(1).equals("agent") ? agent : mailbox);
  }
}
