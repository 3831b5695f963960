package helpdesk.web.ticket;

import helpdesk.shared.DomainException;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The charsets that an agent may have a message read in.
 *
 * @param script whose they are: the end of a message key
 */
public record ReadingAs(String script, Charset charset) {
  private static final List<ReadingAs> ALL =
      List.of(
              "unicode utf-8",
              "western windows-1252",
              "western iso-8859-15",
              "western x-MacRoman",
              "western IBM850",
              "central windows-1250",
              "central iso-8859-2",
              "baltic windows-1257",
              "cyrillic windows-1251",
              "cyrillic koi8-r",
              "cyrillic iso-8859-5",
              "greek windows-1253",
              "turkish windows-1254",
              "hebrew windows-1255",
              "arabic windows-1256",
              "japanese windows-31j",
              "japanese euc-jp",
              "japanese x-windows-iso2022jp",
              "chinese gb18030",
              "chinese big5",
              "korean x-windows-949")
          .stream()
          .map(line -> line.split(" "))
          .filter(words -> Charset.isSupported(words[1]))
          .map(words -> new ReadingAs(words[0], Charset.forName(words[1])))
          .toList();

  /** The charset's registered name. */
  public String name() {
    return charset.name();
  }

  /** All of them, the likely ones first. */
  public static List<ReadingAs> all() {
    return ALL;
  }

  /**
   * @throws DomainException (invalid) if it is none of them
   */
  static ReadingAs of(String name) {
    return ALL.stream()
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DomainException(
                    DomainException.Kind.INVALID, "This is nothing that can be chosen here."));
  }
}
