package helpdesk.ticket;

import java.util.Map;

/**
 * How many tickets are behind each view, now.
 *
 * @param live not yet resolved
 * @param mine of these, the asking agent's
 * @param unassigned of these, nobody's
 * @param waiting of these, waiting on the customer
 * @param teams live tickets by team id
 */
public record QueueCounts(
    long live, long mine, long unassigned, long waiting, long spam, Map<Long, Long> teams) {}
