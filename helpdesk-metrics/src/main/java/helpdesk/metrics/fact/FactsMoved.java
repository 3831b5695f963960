package helpdesk.metrics.fact;

import helpdesk.ticket.LoggedEvent;
import java.util.List;

/**
 * The facts now include these events. Said within the transaction that saves them; a listener after
 * commit may be lost in a crash, so only hints may hang on it.
 */
public record FactsMoved(List<LoggedEvent> events) {}
