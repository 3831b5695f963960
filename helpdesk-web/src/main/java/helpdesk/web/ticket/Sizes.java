package helpdesk.web.ticket;

import java.text.NumberFormat;
import java.util.Locale;

/** Says how large a file is. */
final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB"};

  private Sizes() {}

  /** Such as 212 kB or 1.4 MB, in powers of a thousand. */
  static String of(long bytes, Locale locale) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(unit > 1 && size < 10 ? 1 : 0);
    return format.format(size) + " " + UNITS[unit];
  }
}
