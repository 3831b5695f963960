package helpdesk.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the customer wrote last: what an answer quotes.
 *
 * @param name who wrote it, null where only the address is known
 * @param at when it was written
 * @param text without quotes and signature
 */
public record CustomerWords(
    @Nullable String name, @Nullable String address, Instant at, String text) {}
