package helpdesk.survey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A survey as one visitor sees it.
 *
 * @param personal whether the link is one customer's own
 * @param language what the visitor is best asked in, null if nothing is known of them
 * @param expiresAt from this instant on the link is dead, null for a public link
 * @param subject what the ticket was about, null without one
 * @param agentName who helped, null if not known
 * @param customerName null if not known
 * @param given what they have answered so far, null if nothing
 */
public record Questionnaire(
    Survey survey,
    boolean personal,
    @Nullable Locale language,
    @Nullable Instant expiresAt,
    @Nullable String subject,
    @Nullable String agentName,
    @Nullable String customerName,
    @Nullable Given given) {
  /** An answer as it stands. */
  public record Given(
      int score, @Nullable String comment, List<String> reasons, boolean contactMe) {}
}
