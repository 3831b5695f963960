package helpdesk.channel.email;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Reads HTML as a person would read it aloud: paragraphs apart, list items marked, links with their
 * address behind, quotes with {@code >} in front.
 */
final class HtmlText implements NodeVisitor {
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote");
  private static final Set<String> LINES =
      Set.of("div", "li", "tr", "section", "article", "header", "footer", "dt", "dd", "center");
  private static final Set<String> SILENT =
      Set.of("script", "style", "head", "title", "template", "noscript", "object", "svg");

  private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f]+");
  private static final Pattern LINE_ENDS = Pattern.compile("(?<=\n)");
  private static final Pattern MAILTO = Pattern.compile("(?i)^mailto:");
  private static final Pattern USUAL_START =
      Pattern.compile("(?i)^(mailto:|tel:|https?://(www\\.)?)");
  private static final Pattern WORTH = Pattern.compile("(?is)(https?|mailto|tel):.{1,2000}");

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int silent;
  private int breaks = 2;
  private int preformatted;

  private HtmlText() {}

  /** The text of the element. */
  static String of(Element element) {
    HtmlText reader = new HtmlText();
    NodeTraversor.traverse(reader, element);
    String text = reader.text.toString().replace('\u00a0', ' ');
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
  }

  @Override
  public void head(Node node, int level) {
    if (node instanceof TextNode words) {
      if (silent == 0) write(words.getWholeText());
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  @Override
  public void tail(Node node, int level) {
    if (!(node instanceof Element element)) return;
    String tag = element.normalName();
    if (SILENT.contains(tag)) silent--;
    if (silent > 0) return;
    if (tag.equals("a")) link(element);
    if (tag.equals("pre")) preformatted--;
    if (tag.equals("td") || tag.equals("th")) text.append(breaks == 0 ? " " : "");
    if (PARAGRAPHS.contains(tag)) gap(nestedList(element) ? 1 : 2);
    else if (LINES.contains(tag)) gap(1);
    if (isQuote(element)) depth--;
  }

  private void open(Element element) {
    String tag = element.normalName();
    if (SILENT.contains(tag)) silent++;
    if (silent > 0) return;
    if (isQuote(element)) {
      gap(1);
      depth++;
    }
    if (PARAGRAPHS.contains(tag)) gap(nestedList(element) ? 1 : 2);
    else if (LINES.contains(tag)) gap(1);
    switch (tag) {
      case "br" -> {
        if (text.length() > 0) newLine();
      }
      case "hr" -> {
        gap(1);
        write("________________________________");
        gap(1);
      }
      case "li" -> write("- ");
      case "pre" -> preformatted++;
      case "img" -> write(element.attr("alt").isBlank() ? "" : "[" + element.attr("alt") + "]");
      default -> {}
    }
  }

  private static boolean nestedList(Element element) {
    return element.parent() != null && element.parent().normalName().equals("li");
  }

  private static boolean isQuote(Element element) {
    if (!element.normalName().equals("blockquote")) return false;
    return element.attr("type").equalsIgnoreCase("cite")
        || element.hasClass("gmail_quote")
        || element.hasAttr("cite")
        || element.attr("style").contains("border-left")
        || element.hasClass("protonmail_quote");
  }

  private void link(Element element) {
    String target = element.attr("href").strip();
    String shown = element.text().strip();
    if (!WORTH.matcher(target).matches()) return;
    String bare = withoutSlash(USUAL_START.matcher(target).replaceFirst(""));
    if (shown.contains(bare)) return;
    write((shown.isEmpty() ? "" : " ") + "<" + MAILTO.matcher(target).replaceFirst("") + ">");
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private void write(String words) {
    if (preformatted > 0) {
      for (String line : LINE_ENDS.split(words)) {
        put(line.replace("\n", ""));
        if (line.endsWith("\n")) newLine();
      }
    } else {
      put(BLANKS.matcher(words).replaceAll(" "));
    }
  }

  private void put(String words) {
    String rest = words;
    if (preformatted == 0 && (breaks > 0 || endsWithSpace())) rest = withoutBlanks(rest);
    if (rest.isEmpty()) return;
    if (breaks > 0 && depth > 0) text.append("> ".repeat(Math.min(depth, 20)));
    text.append(rest);
    breaks = 0;
  }

  private static String withoutBlanks(String words) {
    int start = 0;
    while (start < words.length() && words.charAt(start) == ' ') start++;
    return words.substring(start);
  }

  private boolean endsWithSpace() {
    return text.length() > 0 && text.charAt(text.length() - 1) == ' ';
  }

  private void newLine() {
    if (breaks > 0 && depth > 0 && breaks < 3) text.append(">".repeat(Math.min(depth, 20)));
    text.append('\n');
    breaks++;
  }

  private void gap(int wanted) {
    while (text.length() > 0 && breaks < wanted) newLine();
  }
}
