package helpdesk.web.ticket;

import helpdesk.attachment.FileKinds;
import helpdesk.ticket.RemoteImages;
import helpdesk.ticket.SafeHtml;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.FileLinks;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Draws message bodies as harmless HTML inside our page. */
final class MessageHtml {
  private static final int LONGEST = 200_000;
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"']{1,2000}[^\\s<>\"'.,;:!?)\\]]");
  private static final Pattern GAP = Pattern.compile("\\n[ \\t]*\\n\\s*");

  private MessageHtml() {}

  /** Plain text: paragraphs, line breaks, links; very long texts are cut. */
  static String text(String plain) {
    String text = plain.replace("\r\n", "\n").replace('\r', '\n').strip();
    if (text.length() > LONGEST) text = text.substring(0, LONGEST) + "…";
    StringBuilder html = new StringBuilder();
    for (String paragraph : GAP.split(text))
      html.append("<p class=\"lines\">").append(linked(paragraph)).append("</p>");
    return html.toString();
  }

  /**
   * Sanitised HTML, made to live on our page: pictures that came along get their address, headings
   * lose their rank, wide tables scroll.
   */
  static String html(TicketView.Message message, String sanitised, FileLinks links) {
    // Once more: what an older adapter let through must not run on our page.
    Document document = Jsoup.parseBodyFragment(Objects.requireNonNull(SafeHtml.of(sanitised)));
    document.outputSettings().prettyPrint(false);
    for (Element picture : document.select(RemoteImages.HELD_BACK)) show(picture, message, links);
    for (Element picture : document.select("img:not([src^=/files/])"))
      place(picture, message.files(), links);
    for (Element link : document.select("a[href]")) link.attr("target", "_blank");
    for (Element heading : document.select("h1,h2,h3,h4,h5,h6")) heading.tagName("p").addClass("b");
    for (Element table : document.select("table")) table.wrap("<div class=\"scroll\"></div>");
    return document.body().html();
  }

  /** How many pictures of other servers the message names that nobody has asked for yet. */
  static int heldBack(TicketView.Message message) {
    String html = message.html();
    if (html == null || !html.contains("held-back")) return 0;
    Document document = Jsoup.parseBodyFragment(Objects.requireNonNull(SafeHtml.of(html)));
    return (int)
        document.select(RemoteImages.HELD_BACK).stream()
            .map(picture -> picture.attr("data-src"))
            .distinct()
            .filter(address -> fetched(message, address) == null)
            .count();
  }

  private static TicketView.@Nullable File fetched(TicketView.Message message, String address) {
    return message.fetched().stream()
        .filter(file -> address.equals(file.fetchedFrom()))
        .findFirst()
        .orElse(null);
  }

  private static void show(Element picture, TicketView.Message message, FileLinks links) {
    TicketView.File file = fetched(message, picture.attr("data-src"));
    if (file == null) return;
    picture.removeAttr("data-src").removeClass("held-back");
    picture.attr("src", links.to(file.id(), file.name())).attr("loading", "lazy");
    if (!picture.hasAttr("alt")) picture.attr("alt", "");
  }

  private static void place(Element picture, List<TicketView.File> files, FileLinks links) {
    String source = picture.attr("src");
    String contentId =
        source.toLowerCase(Locale.ROOT).startsWith("cid:") ? source.substring(4) : "";
    TicketView.File file =
        files.stream()
            .filter(f -> contentId.equals(f.contentId()) && FileKinds.isPicture(f.type()))
            .findFirst()
            .orElse(null);
    if (file == null) {
      String alt = picture.attr("alt");
      if (alt.isBlank()) picture.remove();
      else picture.replaceWith(new Element("span").addClass("dim").text("[" + alt + "]"));
      return;
    }
    picture.attr("src", links.to(file.id(), file.name()));
    picture.attr("loading", "lazy");
    if (!picture.hasAttr("alt")) picture.attr("alt", file.name());
  }

  private static String linked(String paragraph) {
    StringBuilder html = new StringBuilder();
    Matcher link = LINK.matcher(paragraph);
    int done = 0;
    while (link.find()) {
      String address = Entities.escape(link.group());
      html.append(Entities.escape(paragraph.substring(done, link.start())))
          .append("<a href=\"")
          .append(address)
          .append("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">")
          .append(address)
          .append("</a>");
      done = link.end();
    }
    return html.append(Entities.escape(paragraph.substring(done))).toString();
  }
}
