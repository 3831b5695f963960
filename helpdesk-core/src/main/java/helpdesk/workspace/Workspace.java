package helpdesk.workspace;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * The company that runs this desk.
 *
 * @param name as customers know it
 * @param zone the zone of every report that names no other
 * @param language en, es or sv: what is spoken to a customer whose language is not known
 */
public record Workspace(String name, ZoneId zone, Locale language, Instant setUpAt) {}
