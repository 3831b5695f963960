package helpdesk.metrics.measure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a ticket gives to one measure. It depends on the ticket's events alone, never on
 * the hour at which it is computed: what becomes certain later carries that later instant, and
 * whoever reads leaves out what is not known yet.
 *
 * @param n tells several of one ticket and measure apart, from 0 on in the order of their instants
 * @param at the instant by which it counts into a day
 * @param known from when on it counts; the same as {@code at}, or later
 * @param until where it lasts: the first instant at which it no longer does, null while it does
 * @param calendar its value: seconds by the calendar clock, or a number of things
 * @param business its value by the clock of opening hours; null where that makes no sense
 * @param hit whether it counts for a share, null where there is none
 * @param team whose it was, as docs/metrics.md, B.0 credits it
 * @param agent who is credited
 * @param detail a word to split by: kind of escalation, name of the policy
 */
public record Contribution(
    Measure measure,
    int n,
    Instant at,
    Instant known,
    @Nullable Instant until,
    @Nullable Long calendar,
    @Nullable Long business,
    @Nullable Boolean hit,
    String channel,
    String priority,
    @Nullable Long team,
    @Nullable Long agent,
    @Nullable String detail) {}
