package helpdesk.web.dashboard;

import java.util.Locale;

/**
 * A bar with its number and where it leads.
 *
 * @param share its length in percent of the longest
 * @param tone {@code warn}, {@code bad} or nothing
 * @param icon the sprite's name, empty for none
 */
public record BarView(
    String label, String icon, String share, String tone, String value, String note, String href) {
  static String share(long n, long most) {
    return String.format(Locale.ROOT, "%.1f%%", most == 0 ? 0 : 100.0 * n / most);
  }
}
