/**
 * Figures that are mailed again and again. Start reading at {@link
 * helpdesk.metrics.report.Reports}.
 */
@NullMarked
@NamedInterface("report")
package helpdesk.metrics.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
