/**
 * Every metric once: what it is called, how it is computed, which tickets it is computed from.
 * Start reading at {@link helpdesk.metrics.catalog.Metric}.
 */
@NullMarked
@NamedInterface("catalog")
package helpdesk.metrics.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
