/** What the manager's dashboard shows, read in a handful of statements. */
@NullMarked
@NamedInterface("board")
package helpdesk.metrics.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
