/**
 * From the events of a ticket to its facts: pure functions. Start reading at {@link
 * helpdesk.metrics.timeline.Timeline}.
 */
@NullMarked
@NamedInterface("timeline")
package helpdesk.metrics.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
