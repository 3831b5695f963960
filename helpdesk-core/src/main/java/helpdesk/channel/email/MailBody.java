package helpdesk.channel.email;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what of a message is its text and what is a file. Follows RFC 8621, section 4.1.4: text
 * parts are text unless they are marked as attachment or named behind the first; of alternatives
 * each kind is taken; everything else is a file. No part is ever dropped.
 */
final class MailBody {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final Pattern META_CHARSET =
      Pattern.compile(
          "<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

  /** A stretch of the message's text, as plain text, as HTML or as both. */
  record Block(@Nullable String plain, @Nullable String html) {}

  final List<Block> blocks = new ArrayList<>();
  final List<Part> files = new ArrayList<>();

  /** The parts that are the text, for telling whether two messages are the same. */
  final List<Part> textParts = new ArrayList<>();

  boolean truncated;

  /** In which its text was read, where more than ASCII is in it: of several the first in doubt. */
  @Nullable Charset charset;

  boolean charsetDoubtful;
  private final @Nullable Charset chosen;

  private MailBody(@Nullable Charset chosen) {
    this.chosen = chosen;
  }

  /**
   * @param chosen in which the text is to be read, null to find out
   */
  static MailBody of(Part root, @Nullable Charset chosen) throws IOException {
    MailBody body = new MailBody(chosen);
    body.take(root, "", 0, body.blocks);
    return body;
  }

  private void take(Part part, String parentType, int place, List<Block> into) throws IOException {
    if (part.isMultipart()) {
      if (part.type().equals("multipart/alternative")) alternatives(part, into);
      else takeAll(part, into);
    } else if (isText(part, parentType, place)) {
      textParts.add(part);
      String text = text(part);
      into.add(part.type().equals("text/html") ? new Block(null, text) : new Block(text, null));
    } else {
      files.add(part);
    }
  }

  private void takeAll(Part part, List<Block> into) throws IOException {
    for (int n = 0; n < part.parts().size(); n++) take(part.parts().get(n), part.type(), n, into);
  }

  /** All plain stretches of the alternatives together are one choice, all HTML ones the other. */
  private void alternatives(Part part, List<Block> into) throws IOException {
    List<Block> choices = new ArrayList<>();
    takeAll(part, choices);
    String plain = join(choices.stream().map(Block::plain).toList(), "\n\n");
    String html = join(choices.stream().map(Block::html).toList(), "<hr>");
    if (plain != null || html != null) into.add(new Block(plain, html));
  }

  private static @Nullable String join(List<@Nullable String> texts, String between) {
    List<String> given = new ArrayList<>();
    for (String text : texts) if (text != null) given.add(text);
    return given.isEmpty() ? null : String.join(between, given);
  }

  private static boolean isText(Part part, String parentType, int place) {
    if (part.isAttachment() || !isTextType(part.type())) return false;
    if (place == 0) return part.name() == null || parentType.isEmpty() || !hasFileName(part);
    return part.name() == null && !parentType.equals("multipart/related");
  }

  private static boolean isTextType(String type) {
    return type.equals("text/plain")
        || type.equals("text/html")
        || type.equals("text")
        || type.equals("text/enriched")
        || type.equals("text/markdown")
        || type.equals("application/xhtml+xml");
  }

  /** A first part that calls itself a file is one; "name=message.txt" of old gateways is not. */
  private static boolean hasFileName(Part part) {
    return part.disposition().get("filename") != null;
  }

  private String text(Part part) throws IOException {
    Spool.Content content = Objects.requireNonNull(part.content());
    byte[] bytes = content.first(MOST_BYTES);
    truncated |= content.size() > bytes.length;
    String charset = part.contentType().get("charset");
    if (part.type().contains("html") && Charsets.named(charset) == null) charset = meta(bytes);
    String text = PlainText.clean(decoded(bytes, charset));
    boolean flowed = "flowed".equalsIgnoreCase(part.contentType().get("format"));
    if (!flowed || !part.type().equals("text/plain")) return text;
    return FlowedText.join(text, "yes".equalsIgnoreCase(part.contentType().get("delsp")));
  }

  private String decoded(byte[] bytes, @Nullable String declared) {
    if (chosen != null) return new String(bytes, chosen);
    Charsets.Decoded read = Charsets.read(bytes, declared);
    if (read.charset() != null && (charset == null || read.doubtful() && !charsetDoubtful)) {
      charset = read.charset();
      charsetDoubtful = read.doubtful();
    }
    return read.text();
  }

  private static @Nullable String meta(byte[] bytes) {
    int length = Math.min(bytes.length, 4096);
    String start = new String(bytes, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    Matcher meta = META_CHARSET.matcher(start);
    return meta.find() ? meta.group(1).toLowerCase(Locale.ROOT) : null;
  }
}
