/**
 * The figures that somebody chose to see, each beside what it is compared with. Start reading at
 * {@link helpdesk.metrics.scorecard.Scorecard}.
 */
@NullMarked
@NamedInterface("scorecard")
package helpdesk.metrics.scorecard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
