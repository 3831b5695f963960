package helpdesk.channel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files of a {@code winmail.dat} in its place, and its text where the message has none.
 * One without files stays as it is: it holds a layout that we do not read.
 */
final class Winmail {
  private static final int LARGEST = 32 * 1024 * 1024;
  private static final Set<String> TYPES =
      Set.of("application/ms-tnef", "application/vnd.ms-tnef", "application/x-tnef");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

  private Winmail() {}

  static void unpack(MailBody body, Spool spool) throws IOException {
    List<Part> unpacked = new ArrayList<>();
    for (Part part : List.copyOf(body.files)) {
      Tnef tnef = read(part);
      List<Part> files = tnef == null ? List.of() : files(tnef, spool);
      if (files.isEmpty()) unpacked.add(part);
      else unpacked.addAll(files);
      if (tnef != null) takeText(tnef, body);
    }
    body.files.clear();
    body.files.addAll(unpacked);
  }

  private static @Nullable Tnef read(Part part) throws IOException {
    String name = part.name();
    boolean named = name != null && name.toLowerCase(Locale.ROOT).startsWith("winmail");
    if (!TYPES.contains(part.type()) && !named) return null;
    Spool.Content content = part.content();
    if (content == null || content.size() > LARGEST) return null;
    return Tnef.read(content.first(LARGEST));
  }

  private static List<Part> files(Tnef tnef, Spool spool) throws IOException {
    List<Part> files = new ArrayList<>();
    for (Tnef.Item item : tnef.items) {
      byte[] bytes = item.bytes;
      if (bytes != null) files.add(file(item, spool.keep(new ByteArrayInputStream(bytes))));
    }
    return files;
  }

  private static Part file(Tnef.Item item, Spool.Content content) {
    Headers headers = new Headers();
    if (item.contentId != null && !item.contentId.isBlank()) {
      String id = "Content-ID: <" + PlainText.line(item.contentId, 300) + ">";
      headers.add("content-id", id.getBytes(StandardCharsets.UTF_8));
    }
    String given = item.type == null ? "" : item.type.strip().toLowerCase(Locale.ROOT);
    String type = TYPE.matcher(given).matches() ? given : "application/octet-stream";
    Map<String, String> named = item.name == null ? Map.of() : Map.of("filename", item.name);
    return new Part(
        headers,
        type,
        new Parameters(type, Map.of()),
        new Parameters("attachment", named),
        List.of(),
        content);
  }

  private static void takeText(Tnef tnef, MailBody body) {
    for (MailBody.Block block : body.blocks) {
      if (block.html() != null || block.plain() != null && !block.plain().isBlank()) return;
    }
    String plain = tnef.text == null ? null : PlainText.clean(tnef.text);
    String html = tnef.html == null ? null : PlainText.clean(Charsets.decode(tnef.html, null));
    if (plain != null || html != null) body.blocks.add(new MailBody.Block(plain, html));
  }
}
