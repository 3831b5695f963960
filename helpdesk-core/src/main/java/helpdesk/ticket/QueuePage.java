package helpdesk.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what asks for the next page, null on the last
 */
public record QueuePage(List<QueueRow> rows, @Nullable String next) {}
