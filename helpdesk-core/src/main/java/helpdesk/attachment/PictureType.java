package helpdesk.attachment;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells by the first bytes what picture a file is, whatever it is called. */
final class PictureType {
  private PictureType() {}

  /** Its media type, null for none of the four that a page may show. */
  static @Nullable String of(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
    if (start.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "image/gif";
    boolean webp = start.length() == 12 && start.startsWith("RIFF") && start.endsWith("WEBP");
    return webp ? "image/webp" : null;
  }
}
