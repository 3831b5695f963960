/**
 * Promises that were broken, where their time went, and what managers found to be the cause. Start
 * reading at {@link helpdesk.metrics.breach.Breaches}.
 */
@NullMarked
@NamedInterface("breach")
package helpdesk.metrics.breach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
