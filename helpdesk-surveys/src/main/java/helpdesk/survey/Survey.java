package helpdesk.survey;

import java.time.Duration;

/**
 * A survey that we ship.
 *
 * @param key its name in addresses and in the API, such as {@code csat}
 * @param afterResolve whether it follows a solved ticket; otherwise it is sent in campaigns
 * @param active whether we send it by ourselves; a link to it always works
 * @param delay from the resolve to the decision
 * @param expiry how long a link works
 * @param quiet how long the same customer is left alone by surveys of this sort
 */
public record Survey(
    String key,
    SurveyKind kind,
    boolean afterResolve,
    boolean active,
    Duration delay,
    Duration expiry,
    Duration quiet) {}
