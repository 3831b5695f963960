/**
 * What an address asks of the figures, and back. Start reading at {@link
 * helpdesk.metrics.ask.Questions}.
 */
@NullMarked
@NamedInterface("ask")
package helpdesk.metrics.ask;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
