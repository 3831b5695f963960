/** Keeps one row of facts a ticket, up to date with the log, and makes them all anew. */
@NullMarked
@NamedInterface("fact")
package helpdesk.metrics.fact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
