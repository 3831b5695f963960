/**
 * Contributions added up by the day, so that a figure of a year is read in milliseconds. Sums and
 * the changes that are not in them yet give, at every instant, exactly what the contributions give.
 */
@NullMarked
@NamedInterface("sum")
package helpdesk.metrics.sum;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
