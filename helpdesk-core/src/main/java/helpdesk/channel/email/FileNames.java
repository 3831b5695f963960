package helpdesk.channel.email;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of attached files that are safe to show and to save, and never empty. */
final class FileNames {
  private static final int LONGEST = 150;
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/plain", ".txt"),
          Map.entry("text/html", ".html"),
          Map.entry("text/calendar", ".ics"),
          Map.entry("text/vcard", ".vcf"),
          Map.entry("text/csv", ".csv"),
          Map.entry("text/rfc822-headers", ".txt"),
          Map.entry("message/rfc822", ".eml"),
          Map.entry("message/global", ".eml"),
          Map.entry("message/delivery-status", ".txt"),
          Map.entry("message/disposition-notification", ".txt"),
          Map.entry("message/feedback-report", ".txt"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/webp", ".webp"),
          Map.entry("image/svg+xml", ".svg"),
          Map.entry("audio/mpeg", ".mp3"),
          Map.entry("audio/wav", ".wav"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/zip", ".zip"),
          Map.entry("application/ms-tnef", ".dat"),
          Map.entry("application/pkcs7-signature", ".p7s"),
          Map.entry("application/x-pkcs7-signature", ".p7s"),
          Map.entry("application/pkcs7-mime", ".p7m"),
          Map.entry("application/x-pkcs7-mime", ".p7m"),
          Map.entry("application/pgp-signature", ".asc"),
          Map.entry("application/pgp-encrypted", ".asc"),
          Map.entry("application/pgp-keys", ".asc"));

  private FileNames() {}

  /** The name as its sender called it, made safe; a telling one where there is none. */
  static String of(@Nullable String given, String type, @Nullable String subject) {
    String safe = given == null ? "" : safe(given);
    if (safe.isEmpty()) {
      String base = type.startsWith("message/") && subject != null ? safe(subject) : "";
      safe = PlainText.cut(base.isEmpty() ? base(type) : base, LONGEST - 5) + extension(type);
    } else if (type.equals("message/rfc822") && !safe.toLowerCase(Locale.ROOT).endsWith(".eml")) {
      safe = PlainText.cut(safe, LONGEST - 4) + ".eml";
    }
    return safe;
  }

  private static String base(String type) {
    if (type.startsWith("image/")) return "image";
    if (type.startsWith("message/")) return "message";
    return type.equals("text/calendar") ? "invitation" : "attachment";
  }

  private static String extension(String type) {
    return EXTENSIONS.getOrDefault(type, "");
  }

  /** Without the way to it, controls, and what a file system or a header would trip over. */
  private static String safe(String given) {
    String line = PlainText.line(given, 1000);
    String name = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
    name =
        name.replaceAll("[\\p{Cc}\\p{Cf}:*?\"<>|]", "_")
            .replaceAll("^[.\\s]+|[.\\s]+$", "")
            .strip();
    if (name.length() <= LONGEST) return name;
    int dot = name.lastIndexOf('.');
    String end = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    return PlainText.cut(name, LONGEST - end.length()) + end;
  }
}
