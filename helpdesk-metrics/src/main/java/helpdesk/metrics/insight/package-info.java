/**
 * What several figures say together: unusual days, speed beside satisfaction, how work is shared,
 * where it waits, what it is about. Start reading at {@link helpdesk.metrics.insight.Volume}.
 */
@NullMarked
@NamedInterface("insight")
package helpdesk.metrics.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
