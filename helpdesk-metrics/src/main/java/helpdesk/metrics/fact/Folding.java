package helpdesk.metrics.fact;

import helpdesk.calendar.Calendars;
import helpdesk.metrics.measure.MeasureSettings;
import helpdesk.sla.SlaSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads by what tickets are measured: the calendar of the house, and what it promises. */
@Component
class Folding {
  private final Calendars calendars;
  private final SlaSettings promises;

  Folding(Calendars calendars, SlaSettings promises) {
    this.calendars = calendars;
    this.promises = promises;
  }

  /** As it is now: a few statements, which are those of a whole batch of tickets. */
  @Transactional(readOnly = true)
  public FoldingTerms terms() {
    return new FoldingTerms(calendars.byId(null), promises.promises(), MeasureSettings.DEFAULT);
  }
}
