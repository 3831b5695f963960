package helpdesk.ticket;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Lets through the HTML that a message may have: text, lists, tables, links, and images that came
 * with it.
 */
public final class SafeHtml {
  private static final Pattern CID =
      Pattern.compile("cid:[^\\s\"'<>]{1,300}", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,2}");
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "div",
              "span",
              "br",
              "hr",
              "b",
              "strong",
              "i",
              "em",
              "u",
              "s",
              "del",
              "ins",
              "sub",
              "sup",
              "small",
              "code",
              "pre",
              "blockquote",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "table",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "td",
              "th",
              "caption",
              "a",
              "img")
          .allowAttributes("href")
          .onElements("a")
          .allowUrlProtocols("http", "https", "mailto", "tel", "cid")
          .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
          .allowAttributes("src")
          .matching(CID)
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("colspan", "rowspan")
          .matching(SPAN)
          .onElements("td", "th")
          .allowAttributes("dir")
          .matching(false, "ltr", "rtl", "auto")
          .globally()
          .allowWithoutAttributes("span", "a", "img")
          .toFactory();

  private SafeHtml() {}

  /**
   * The harmless part of the HTML: no script, no style, no form, no remote image. Null stays null.
   */
  public static @Nullable String of(@Nullable String html) {
    return html == null ? null : POLICY.sanitize(html);
  }
}
