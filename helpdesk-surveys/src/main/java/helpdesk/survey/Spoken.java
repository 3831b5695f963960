package helpdesk.survey;

import helpdesk.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that surveys are asked in (docs/metrics.md, C.7). */
public final class Spoken {
  /** English, Spanish, Swedish. */
  public static final List<Locale> ALL =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("sv"));

  private Spoken() {}

  /** The locale of that language, or null if surveys are not asked in it. */
  public static @Nullable Locale of(@Nullable String language) {
    if (language == null) return null;
    String plain = Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
    return ALL.stream().filter(l -> l.getLanguage().equals(plain)).findFirst().orElse(null);
  }

  /** The customer's language, else the ticket's, else the workspace's. */
  static Locale first(@Nullable String customer, @Nullable String ticket, Workspace workspace) {
    Locale own = of(customer);
    if (own != null) return own;
    Locale spoken = of(ticket);
    if (spoken != null) return spoken;
    Locale ours = of(workspace.language().getLanguage());
    return ours == null ? Locale.ENGLISH : ours;
  }
}
