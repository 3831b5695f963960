/**
 * What a ticket gives to the figures: its facts, cut into single contributions of which every
 * figure is made. Contributions are computed from the log alone ({@link
 * helpdesk.metrics.measure.Contributions}), kept in one table, and only ever added up.
 */
@NullMarked
@NamedInterface("measure")
package helpdesk.metrics.measure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
