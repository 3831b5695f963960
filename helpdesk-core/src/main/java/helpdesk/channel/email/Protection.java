package helpdesk.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tells whether a message is signed or encrypted, by S/MIME or by PGP. It verifies nothing. */
final class Protection {
  private static final String SIGNED = "signed";
  private static final String ENCRYPTED = "encrypted";
  private static final Pattern PGP_MESSAGE =
      Pattern.compile("(?m)^-----BEGIN PGP MESSAGE-----[ \\t]*$");
  private static final Pattern PGP_SIGNED =
      Pattern.compile("(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \\t]*$");

  private Protection() {}

  /** The words for it, none for an ordinary message. */
  static List<String> of(Part root, String text) {
    Set<String> found = new TreeSet<>();
    if (root.find("multipart/signed") != null) found.add(SIGNED);
    if (root.find("multipart/encrypted") != null) found.add(ENCRYPTED);
    for (String type : List.of("application/pkcs7-mime", "application/x-pkcs7-mime")) {
      Part part = root.find(type);
      if (part != null) found.add(envelope(part));
    }
    if (PGP_MESSAGE.matcher(text).find()) found.add(ENCRYPTED);
    if (PGP_SIGNED.matcher(text).find()) found.add(SIGNED);
    return List.copyOf(found);
  }

  private static String envelope(Part part) {
    String given = part.contentType().get("smime-type");
    String kind = given == null ? "" : given.toLowerCase(Locale.ROOT);
    return kind.startsWith("signed") || kind.equals("certs-only") ? SIGNED : ENCRYPTED;
  }
}
