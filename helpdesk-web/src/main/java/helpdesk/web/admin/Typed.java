package helpdesk.web.admin;

import org.jspecify.annotations.Nullable;

/** What people leave in a field. */
final class Typed {
  private Typed() {}

  /** Without blanks around it; null if there is nothing else. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
