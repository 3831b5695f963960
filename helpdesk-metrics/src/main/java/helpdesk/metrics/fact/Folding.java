package helpdesk.metrics.fact;

import helpdesk.calendar.Calendars;
import helpdesk.metrics.measure.MeasureSettings;
import helpdesk.metrics.timeline.Settings;
import helpdesk.sla.QueueLimitSettings;
import helpdesk.sla.SlaSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads by what tickets are measured: the calendar of the house, what it promises, and how long
 * tickets may lie.
 */
@Component
class Folding {
  private final Calendars calendars;
  private final SlaSettings promises;
  private final QueueLimitSettings limits;

  Folding(Calendars calendars, SlaSettings promises, QueueLimitSettings limits) {
    this.calendars = calendars;
    this.promises = promises;
    this.limits = limits;
  }

  /** As it is now: a few statements, which are those of a whole batch of tickets. */
  @Transactional(readOnly = true)
  public FoldingTerms terms() {
    Settings usual = Settings.DEFAULT;
    Settings ours = new Settings(usual.firstContactWindow(), usual.workCap(), limits.limits());
    return new FoldingTerms(calendars.byId(null), promises.promises(), MeasureSettings.of(ours));
  }
}
