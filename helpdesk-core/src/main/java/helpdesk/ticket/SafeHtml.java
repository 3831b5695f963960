package helpdesk.ticket;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Lets through the HTML that a message may have: text, lists, tables, links, and images that came
 * with it. An image from elsewhere does not load, for it would tell its sender who reads when: it
 * stays as {@code <img class="held-back" data-src="…" alt="…">} for a page that wants to offer it.
 * Invisible ones, made for nothing but counting readers, go.
 */
public final class SafeHtml {
  private static final Pattern SOURCE =
      Pattern.compile("(?:cid:|https?://|//)[^\\s\"'<>]{1,2000}", Pattern.CASE_INSENSITIVE);
  private static final Pattern TINY = Pattern.compile("[012](px)?");
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
              "big",
              "tt",
              "code",
              "kbd",
              "samp",
              "var",
              "q",
              "cite",
              "abbr",
              "address",
              "center",
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
              "a")
          .allowElements(SafeHtml::image, "img")
          .allowAttributes("href")
          .onElements("a")
          .allowUrlProtocols("http", "https", "mailto", "tel", "cid")
          .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
          .allowAttributes("src", "data-src")
          .matching(SOURCE)
          .onElements("img")
          .allowAttributes("alt", "width", "height")
          .onElements("img")
          .allowAttributes("colspan", "rowspan")
          .matching(SPAN)
          .onElements("td", "th")
          .allowAttributes("start")
          .matching(SPAN)
          .onElements("ol")
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

  /** Decides on an image whose harmless attributes are left, as name and value in turn. */
  private static @Nullable String image(String element, List<String> attributes) {
    String held = take(attributes, "data-src");
    String given = take(attributes, "src");
    String source = given == null ? held : given;
    boolean tiny = isTiny(take(attributes, "width")) || isTiny(take(attributes, "height"));
    if (source != null && source.toLowerCase(Locale.ROOT).startsWith("cid:")) {
      attributes.addAll(List.of("src", source));
    } else if (tiny) {
      return null;
    } else if (source != null) {
      attributes.addAll(List.of("class", "held-back", "data-src", source));
    }
    return attributes.isEmpty() ? null : element;
  }

  private static boolean isTiny(@Nullable String length) {
    return length != null && TINY.matcher(length.strip()).matches();
  }

  private static @Nullable String take(List<String> attributes, String name) {
    for (int n = 0; n + 1 < attributes.size(); n += 2) {
      if (!attributes.get(n).equals(name)) continue;
      attributes.remove(n);
      return attributes.remove(n);
    }
    return null;
  }
}
