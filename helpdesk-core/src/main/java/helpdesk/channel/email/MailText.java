package helpdesk.channel.email;

import helpdesk.ticket.SafeHtml;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message in the three shapes that are kept.
 *
 * @param text the whole text
 * @param visible without quotes and signature
 * @param html sanitised, null where the message has none
 */
record MailText(String text, String visible, @Nullable String html) {
  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 200;
  private static final String CUT = "[The message goes on. The rest is in the original.]";

  /**
   * @param forwards whether the subject says that this forwards another message
   */
  static MailText of(MailBody body, boolean forwards) {
    List<String> texts = new ArrayList<>();
    List<String> visible = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    boolean hasHtml = false;
    boolean cut = body.truncated;
    for (MailBody.Block block : body.blocks) {
      Document document = block.html() == null ? null : parse(block.html());
      String plain = block.plain();
      String text =
          plain != null && !plain.isBlank()
              ? plain
              : document == null ? "" : HtmlText.of(document.body());
      hasHtml |= document != null;
      if (html.length() > 0) html.append("<hr>");
      html.append(document != null ? document.body().html() : asHtml(text));
      texts.add(text.strip());
      visible.add(visible(plain, document, text, forwards));
    }
    String whole = join(texts);
    String shown = join(visible);
    cut |= whole.length() > LONGEST || html.length() > LONGEST;
    String safe = hasHtml ? SafeHtml.of(PlainText.cut(html.toString(), LONGEST)) : null;
    return new MailText(
        bounded(whole, cut),
        bounded(shown.isEmpty() ? whole : shown, cut),
        safe == null || safe.isBlank() ? null : PlainText.clean(safe));
  }

  /** What is nested deeper than the sanitiser follows is lifted up, so that none of it is lost. */
  private static Document parse(String html) {
    Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
    Document document = Jsoup.parse(PlainText.cut(html, LONGEST), "", parser);
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static String visible(
      @Nullable String plain, @Nullable Document document, String text, boolean forwards) {
    String bounded = PlainText.cut(text, LONGEST);
    boolean fromHtml = plain == null || plain.isBlank();
    if (!fromHtml) {
      String visible = VisibleReply.of(bounded, forwards);
      if (document == null || visible.length() < bounded.strip().length()) return visible;
    }
    if (document == null) return bounded.strip();
    boolean found = !forwards && HtmlQuotes.remove(document);
    if (!fromHtml && !found) return bounded.strip();
    String reply = VisibleReply.of(HtmlText.of(document.body()), forwards);
    return reply.isEmpty() ? VisibleReply.of(bounded, forwards) : reply;
  }

  private static String asHtml(String plain) {
    return "<p>" + Entities.escape(plain).replace("\n", "<br>") + "</p>";
  }

  private static String join(List<String> texts) {
    return PlainText.clean(String.join("\n\n", texts.stream().filter(t -> !t.isEmpty()).toList()));
  }

  private static String bounded(String text, boolean cut) {
    if (!cut) return text;
    return PlainText.cut(text, LONGEST - CUT.length() - 2).stripTrailing() + "\n\n" + CUT;
  }
}
