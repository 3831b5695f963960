/**
 * The formulas of docs/metrics.md that work on single values, as pure functions: no database, no
 * clock, unrounded results, and null where nothing can be said. What the database can aggregate is
 * in {@code catalog}.
 */
@NullMarked
@NamedInterface("formula")
package helpdesk.metrics.formula;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
