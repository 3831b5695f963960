package helpdesk.channel.email;

import helpdesk.intake.Interpreter.NotUnderstood;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in a delivery report which message it is about. */
final class BounceReport {
  private static final List<String> ORIGINALS =
      List.of("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global");
  private static final Pattern QUOTED_ID =
      Pattern.compile("(?im)^[\\s>]*Message-I[dD]:\\s*(<[^<>\\s]{1,500}>)");

  private BounceReport() {}

  /** The Message-IDs of the original, as far as the report holds them. */
  static List<String> originals(Part root, String text) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (String type : ORIGINALS) {
      String id = attachedId(root.find(type));
      if (id != null) ids.add(id);
    }
    Part status = root.find("message/delivery-status");
    if (status != null && status.content() != null) {
      String report = Charsets.decode(status.content().first(64 * 1024), null);
      Matcher named = Pattern.compile("(?im)^X-Original-Message-ID:\\s*(\\S+)").matcher(report);
      if (named.find()) ids.addAll(MessageIds.all(named.group(1)));
    }
    if (ids.isEmpty()) {
      Matcher quoted = QUOTED_ID.matcher(text);
      while (quoted.find() && ids.size() < 5) ids.addAll(MessageIds.all(quoted.group(1)));
    }
    return List.copyOf(ids);
  }

  private static @Nullable String attachedId(@Nullable Part part) throws IOException {
    if (part == null || part.content() == null) return null;
    try (InputStream in = part.content().open()) {
      return MessageIds.own(MailReader.headers(in));
    } catch (NotUnderstood e) {
      return null;
    }
  }
}
