package helpdesk.channel.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Turns bytes into text whatever their sender said of them: nothing, something unknown, something
 * false. What is valid UTF-8 is UTF-8; else the declared charset; else, for other than Latin
 * scripts, a detector's guess; else Windows-1252, in which every byte means something.
 */
final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  private static final Charset JAPANESE = Charset.forName("x-windows-iso2022jp");

  /** Supersets that senders mean when they name the smaller set, as browsers hold it too. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("iso-8859-8-e", "iso-8859-8"),
          Map.entry("iso-8859-6-i", "iso-8859-6"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("hz-gb-2312", "gb18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("utf8", "utf-8"),
          Map.entry("utf-8mb4", "utf-8"),
          Map.entry("macintosh", "x-macroman"),
          Map.entry("x-mac-roman", "x-macroman"),
          Map.entry("win-1251", "windows-1251"));

  private Charsets() {}

  /**
   * Text with what it was read in.
   *
   * @param charset null where only ASCII is in it
   * @param doubtful whether its sender named no charset, or one that cannot be right
   */
  record Decoded(String text, @Nullable Charset charset, boolean doubtful) {}

  /** The text of the bytes. */
  static String decode(byte[] bytes, @Nullable String declared) {
    return read(bytes, declared).text();
  }

  /** The text of the bytes, and how sure that is. */
  static Decoded read(byte[] bytes, @Nullable String declared) {
    Charset named = named(declared);
    if (isAscii(bytes) && named == null && hidesJapanese(bytes))
      return new Decoded(new String(bytes, JAPANESE), JAPANESE, true);
    if (isAscii(bytes) && !isStateful(declared)) return new Decoded(ascii(bytes), null, false);
    if (isUtf7(declared)) return new Decoded(Utf7.decode(ascii(bytes)), null, false);
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null && (named == null || !isStateful(declared))) {
      // Text in another charset that happens to be valid UTF-8 is so rare that a false label is
      // the better explanation; two-byte charsets are the exception for very short texts.
      if (named == null || isSingleByte(named) || bytes.length > 40 || isUtf8(named))
        return new Decoded(utf8, StandardCharsets.UTF_8, named == null || !isUtf8(named));
    }
    if ((named == null || isSingleByte(named)) && isAlmostUtf8(bytes))
      return new Decoded(new String(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8, true);
    if (named != null && !(isUtf8(named) && mostlyBroken(bytes))) {
      String text = new String(bytes, named);
      return new Decoded(text, named, text.indexOf('\uFFFD') >= 0);
    }
    Charset guessed = isMostlyHigh(bytes) ? guess(bytes) : null;
    String text = guessed == null ? null : strictly(bytes, guessed);
    return text == null
        ? new Decoded(new String(bytes, WINDOWS_1252), WINDOWS_1252, true)
        : new Decoded(text, guessed, true);
  }

  /** Whether there are the escapes of ISO-2022-JP, which some senders do not name. */
  private static boolean hidesJapanese(byte[] bytes) {
    for (int n = 0; n + 2 < bytes.length; n++) {
      if (bytes[n] == 0x1b && bytes[n + 1] == '$' && (bytes[n + 2] == 'B' || bytes[n + 2] == '@'))
        return true;
    }
    return false;
  }

  /** The charset of that name, as senders mean it, or null where there is none. */
  static @Nullable Charset named(@Nullable String label) {
    if (label == null) return null;
    String name = label.strip().toLowerCase(Locale.ROOT).replaceAll("^[\"']+|[\"';,]+$", "");
    if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) return null;
    try {
      return Charset.forName(MEANT.getOrDefault(name, name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) if (b < 0) return false;
    return true;
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** ISO-2022 and UTF-7 hide their text in ASCII. */
  private static boolean isStateful(@Nullable String declared) {
    if (declared == null) return false;
    String name = declared.toLowerCase(Locale.ROOT);
    return name.contains("2022") || name.contains("utf-7") || name.contains("utf-16");
  }

  private static boolean isUtf7(@Nullable String declared) {
    return declared != null && declared.strip().toLowerCase(Locale.ROOT).endsWith("utf-7");
  }

  private static boolean isUtf8(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8);
  }

  private static boolean isSingleByte(Charset charset) {
    return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1f;
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether it is UTF-8 in which a character was cut in two somewhere. */
  private static boolean isAlmostUtf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long broken = text.chars().filter(c -> c == '\uFFFD').count();
    long good = text.chars().filter(c -> c > 0x7f && c != '\uFFFD').count();
    return good >= 4 && good >= 8 * broken;
  }

  /** Whether reading the bytes as UTF-8 spoils more than a few characters. */
  private static boolean mostlyBroken(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long broken = text.chars().filter(c -> c == '\uFFFD').count();
    long good = text.chars().filter(c -> c > 0x7f && c != '\uFFFD').count();
    return broken > good;
  }

  /**
   * Whether this is no Latin script: there the detector is good, while it takes a few accents in
   * Latin text for anything.
   */
  private static boolean isMostlyHigh(byte[] bytes) {
    int high = 0;
    int low = 0;
    for (byte b : bytes) {
      if (b < 0) high++;
      else if (b > ' ') low++;
    }
    return high * 10 >= (high + low) * 4;
  }

  private static @Nullable Charset guess(byte[] bytes) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, 64 * 1024));
    detector.dataEnd();
    Charset found = named(detector.getDetectedCharset());
    return found == null && isMostlyKana(bytes) ? SHIFT_JIS : found;
  }

  /** Too short for the detector, but nothing else than Japanese writes these bytes so close. */
  private static boolean isMostlyKana(byte[] bytes) {
    String text = strictly(bytes, SHIFT_JIS);
    if (text == null) return false;
    long kana = text.chars().filter(c -> c >= '\u3041' && c <= '\u30FF').count();
    return kana * 2 >= text.length();
  }
}
