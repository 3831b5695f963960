package helpdesk.channel.email.sending;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** Plain text as HTML: paragraphs, line breaks, links that can be pressed. */
final class MailHtml {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]'’”]");

  private MailHtml() {}

  /** A blank line parts paragraphs. Nothing in the text is taken for HTML. */
  static String paragraphs(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.replaceAll("\r\n?", "\n").strip().split("\n\\s*\n", -1)) {
      html.append("<p>").append(lines(paragraph)).append("</p>\n");
    }
    return html.toString();
  }

  /** A whole document of these parts. */
  static String document(String language, String body) {
    return "<!doctype html>\n<html lang=\""
        + escaped(language)
        + "\"><head><meta charset=\"utf-8\"></head><body>\n"
        + body
        + "</body></html>\n";
  }

  /** A picture that comes along with the mail. */
  static String image(String contentId, String name) {
    return "<p><img src=\"cid:" + escaped(contentId) + "\" alt=\"" + escaped(name) + "\"></p>\n";
  }

  static String escaped(String text) {
    return Entities.escape(text);
  }

  private static String lines(String paragraph) {
    StringBuilder html = new StringBuilder();
    Matcher link = LINK.matcher(paragraph);
    int from = 0;
    while (link.find()) {
      html.append(escaped(paragraph.substring(from, link.start())));
      String address = escaped(link.group());
      html.append("<a href=\"").append(address).append("\">").append(address).append("</a>");
      from = link.end();
    }
    html.append(escaped(paragraph.substring(from)));
    return html.toString().replace("\n", "<br>\n");
  }
}
