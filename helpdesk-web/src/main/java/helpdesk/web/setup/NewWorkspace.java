package helpdesk.web.setup;

import helpdesk.shared.EmailAddress;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a desk needs to begin.
 *
 * @param apiToken a token of every scope that the administrator chose, or null
 * @param mailbox the first mailbox, or null to connect one later
 * @param sampleData whether to load the sample shop
 */
record NewWorkspace(
    String organisation,
    ZoneId zone,
    Locale language,
    String adminName,
    EmailAddress adminEmail,
    String adminPassword,
    @Nullable String apiToken,
    @Nullable NewMailbox mailbox,
    boolean sampleData) {}
