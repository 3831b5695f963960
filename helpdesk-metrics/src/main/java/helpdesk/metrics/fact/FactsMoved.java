package helpdesk.metrics.fact;

import helpdesk.metrics.measure.Contribution;
import java.util.List;

/**
 * What the events that were just followed mean. Said within the transaction that saves the facts; a
 * listener after commit may be lost in a crash, so only what may be lost may hang on it. What
 * happened long before, as an import brings it, is no traffic and is left out.
 *
 * @param contributions those that are new
 */
public record FactsMoved(List<Contribution> contributions) {}
