package helpdesk.web.api.v1;

import helpdesk.web.api.Input;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What a program wrote, as text or as HTML; the text of HTML is made from it, for readers and mails
 * without it.
 *
 * @param text empty where nothing was written
 */
record Writing(String text, @Nullable String html) {
  static Writing of(Input input) {
    String text = input.text("text", Input.LONGEST_TEXT);
    String html = input.text("html", Input.LONGEST_TEXT);
    if (text == null || text.isBlank()) return new Writing(html == null ? "" : plain(html), html);
    return new Writing(text, html);
  }

  private static String plain(String html) {
    StringBuilder text = new StringBuilder();
    NodeVisitor writer =
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) text.append(words.text());
            else if (node instanceof Element e && e.normalName().equals("br")) text.append('\n');
            else if (node instanceof Element e && e.normalName().equals("li")) text.append("- ");
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element e && e.isBlock())
              text.append(e.normalName().equals("p") ? "\n\n" : "\n");
          }
        };
    Jsoup.parse(html).body().traverse(writer);
    return text.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
  }
}
