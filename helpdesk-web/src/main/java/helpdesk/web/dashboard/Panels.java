package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import java.util.List;

/** The panels of one page of the dashboard. */
interface Panels {
  /** The last word of the page's address. */
  String page();

  /** Reads them, of one question. */
  List<PanelView> read(Question question, Words words);
}
