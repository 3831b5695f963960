package helpdesk.metrics.goal;

import helpdesk.metrics.ask.Address;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they were when somebody froze them.
 *
 * @param address which tickets they are of, without the period
 * @param by the name of who froze them, null if that is forgotten
 * @param figures value, number of cases and interval of each metric that was frozen
 */
public record Baseline(
    long id,
    Address address,
    Window window,
    Instant frozenAt,
    @Nullable String by,
    Map<Metric, Figure> figures) {}
