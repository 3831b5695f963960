package helpdesk.channel.email;

import helpdesk.channel.email.Spool.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message: with parts of its own, or with content.
 *
 * @param type its media type, lower case, {@code text/plain} where it names none
 */
record Part(
    Headers headers,
    String type,
    Parameters contentType,
    Parameters disposition,
    List<Part> parts,
    @Nullable Content content) {
  static Part leaf(Headers headers, String type, Content content) {
    return of(headers, type, List.of(), content);
  }

  static Part multipart(Headers headers, String type) {
    return of(headers, type, new ArrayList<>(), null);
  }

  private static Part of(
      Headers headers, String type, List<Part> parts, @Nullable Content content) {
    return new Part(
        headers,
        plain(type),
        Parameters.of(headers.first("content-type")),
        Parameters.of(headers.first("content-disposition")),
        parts,
        content);
  }

  /** Whatever a header can hold, a media type is a word or two of ASCII. */
  private static String plain(String type) {
    String word = type.toLowerCase(Locale.ROOT).replaceAll("[^\\x21-\\x7e]", "");
    return word.isEmpty() ? "text/plain" : PlainText.cut(word, 200);
  }

  boolean isMultipart() {
    return content == null;
  }

  /** The name its sender gave it, not yet safe. */
  @Nullable String name() {
    String name = disposition.get("filename");
    if (name == null || name.isBlank()) name = contentType.get("name");
    return name == null || name.isBlank() ? null : name;
  }

  /** Its Content-ID without brackets. */
  @Nullable String contentId() {
    String id = headers.first("content-id");
    if (id == null) return null;
    String bare = PlainText.line(id, 300).replaceAll("^<|>$", "").strip();
    return bare.isEmpty() ? null : bare;
  }

  boolean isAttachment() {
    return disposition.value().equals("attachment");
  }

  /** The first part of that type, at any depth, itself included. */
  @Nullable Part find(String wanted) {
    if (type.equals(wanted)) return this;
    for (Part part : parts) {
      Part found = part.find(wanted);
      if (found != null) return found;
    }
    return null;
  }
}
