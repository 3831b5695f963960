package helpdesk.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a message may deviate from what a set expects: looked at by a person, one by one. */
final class CorpusReasons {
  private final Map<String, String> known = new HashMap<>();

  private CorpusReasons() {}

  /** Reads them: set/file, field and reason, with tabs between. */
  static CorpusReasons read() {
    CorpusReasons reasons = new CorpusReasons();
    try (InputStream in = CorpusReasons.class.getResourceAsStream("mail-corpus.tsv")) {
      if (in == null) return reasons;
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.split("\n")) {
        String[] parts = line.split("\t");
        if (parts.length == 3) reasons.known.put(parts[0] + "\t" + parts[1], parts[2]);
      }
      return reasons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reasons that hold for many messages alike; null if none of them does. */
  static @Nullable String ofMany(String field, String expected, String is, boolean duplicate) {
    if (duplicate)
      return "held for the same as another message of the sets, whose Message-ID and words it has:";
    if (expected.indexOf('\uFFFD') >= 0 || expected.contains("??"))
      return "the other parser lost a character that is read here:";
    if (field.equals("sender") && expected.indexOf('@') < 0)
      return "the report names no address, a stand-in takes the place of one:";
    if (field.equals("files") && is.contains(".eml"))
      return "it lies in an attached message, which is kept whole as one file:";
    return null;
  }

  @Nullable String of(CorpusMail mail, String field) {
    return known.get(mail.set() + "/" + mail.file() + "\t" + field);
  }
}
