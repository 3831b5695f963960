package helpdesk.metrics.insight;

import helpdesk.metrics.formula.Knee;
import helpdesk.metrics.formula.SpeedAndSatisfaction;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who were answered sooner are more satisfied.
 *
 * @param rated how many ratings there are of tickets that somebody answered
 * @param knee null where there is no evidence of one
 */
public record Speed(int rated, SpeedAndSatisfaction bands, @Nullable Knee knee) {}
