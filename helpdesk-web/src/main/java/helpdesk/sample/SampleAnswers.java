package helpdesk.sample;

import helpdesk.survey.PastSurveys;
import helpdesk.ticket.PastTicket;
import helpdesk.ticket.TicketId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes which of the sample's customers were asked, and what they answered. */
@Component
class SampleAnswers {
  private final PastSurveys surveys;

  SampleAnswers(PastSurveys surveys) {
    this.surveys = surveys;
  }

  /** Writes the surveys of these stories, whose tickets have these ids, in the same order. */
  void write(List<StoryTeller.Story> stories, List<TicketId> tickets) {
    List<PastSurveys.Sent> sent = new ArrayList<>();
    for (int n = 0; n < stories.size(); n++) {
      StoryTeller.Asked asked = stories.get(n).asked();
      if (asked == null) continue;
      PastTicket.Beginning beginning = stories.get(n).ticket().beginning();
      sent.add(
          new PastSurveys.Sent(
              tickets.get(n),
              asked.customer().id(),
              asked.agent().id(),
              beginning.team(),
              asked.customer().language(),
              asked.resolvedAt(),
              asked.sentAt(),
              asked.given()));
    }
    surveys.write(sent);
  }
}
