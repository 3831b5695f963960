/**
 * What the numbers are measured by: figures that were frozen once, and goals. Start reading at
 * {@link helpdesk.metrics.goal.Goals}.
 */
@NullMarked
@NamedInterface("goal")
package helpdesk.metrics.goal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
