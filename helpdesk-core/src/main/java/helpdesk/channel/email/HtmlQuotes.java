package helpdesk.channel.email;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Elements;

/**
 * Removes the quoted message that mail programs put into containers of their own: it needs no
 * knowledge of the language. What these programs use for forwarding as well is left alone when it
 * forwards.
 */
final class HtmlQuotes {
  /** Elements that hold the quoted message. */
  private static final String CONTAINERS =
      "div.gmail_quote, blockquote.gmail_quote, div.gmail_quote_container, .yahoo_quoted,"
          + " div[id^=yahoo_quoted], .protonmail_quote, .tutanota_quote, .zmail_extra,"
          + " #OLK_SRC_BODY_SECTION, #isForwardContent, .ms-outlook-mobile-reference-message,"
          + " #mail-editor-reference-message-container, blockquote[type=cite], div.moz-cite-prefix,"
          + " div.gmail_attr, blockquote#replyBlockquote, .zimbra-quoted";

  /** Elements behind which the quoted message begins. */
  private static final String BEGINNINGS =
      "#divRplyFwdMsg, #appendonsend, hr#stopSpelling, hr#zwchr,"
          + " div[style*=border-top:solid #E1E1E1], div[style*=border-top:solid #B5C4DF],"
          + " div[style*=border-top: solid #E1E1E1], div[style*=border-top: 1pt solid #E1E1E1],"
          + " div[style*=border-top:1pt solid #E1E1E1], div[style*=border-top: 1pt solid rgb(225]";

  private static final int MOST = 200;

  private HtmlQuotes() {}

  /** Removes quotes at the end of the document; says whether there were any. */
  static boolean remove(Document document) {
    if (saysForwarded(document)) return false;
    Document copy = document.clone();
    boolean found = removeFrom(copy.body());
    if (!found || !copy.body().hasText()) return false;
    document.body().html(copy.body().html());
    return true;
  }

  private static boolean removeFrom(Element body) {
    boolean found = false;
    for (Element start : body.select(BEGINNINGS)) {
      if (!isIn(start, body)) continue;
      removeBehind(start, body);
      found = true;
    }
    Elements containers = body.select(CONTAINERS);
    if (containers.size() > MOST) return found;
    for (int n = containers.size() - 1; n >= 0; n--) {
      Element container = containers.get(n);
      if (!isIn(container, body) || hasTextBehind(container, body)) continue;
      container.remove();
      found = true;
    }
    return found;
  }

  private static boolean isIn(Element element, Element body) {
    return element.parents().contains(body);
  }

  /** Removes the element and all that follows it in the document. */
  private static void removeBehind(Element start, Element body) {
    Node at = start;
    while (at != body && at.parent() != null) {
      Node parent = at.parent();
      int kept = at.siblingIndex() + 1;
      for (int n = parent.childNodeSize() - 1; n >= kept; n--) parent.childNode(n).remove();
      at = parent;
    }
    start.remove();
  }

  /** Whether an answer is written below the quote: then the quote is part of it. */
  private static boolean hasTextBehind(Element container, Element body) {
    Node at = container;
    while (at != body && at.parent() != null) {
      for (Node next = at.nextSibling(); next != null; next = next.nextSibling()) {
        if (next instanceof Element e && !e.text().isBlank()) return true;
        if (next instanceof org.jsoup.nodes.TextNode t && !t.isBlank()) return true;
      }
      at = at.parent();
    }
    return false;
  }

  private static boolean saysForwarded(Document document) {
    for (String line : HtmlText.of(document.body()).split("\n")) {
      if (QuoteMarks.isForwardMark(line)) return true;
    }
    return false;
  }
}
