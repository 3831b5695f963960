package helpdesk.agent;

import helpdesk.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers customers.
 *
 * @param team null when in none
 * @param language the language of their pages, null for the workspace's
 * @param theme {@code light} or {@code dark}, null to follow the system
 * @param active false when they left: their work stays, they cannot log in
 */
public record Agent(
    AgentId id,
    EmailAddress email,
    String name,
    Role role,
    @Nullable TeamId team,
    @Nullable Locale language,
    @Nullable String theme,
    boolean active) {}
