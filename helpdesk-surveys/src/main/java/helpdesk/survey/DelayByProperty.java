package helpdesk.survey;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sets the delay of the survey after a solve from {@code helpdesk.survey.csat-delay}, such as
 * {@code 0s}, at each start: for demonstrations and trials. Where it is not given, the settings
 * page decides.
 */
@Component
class DelayByProperty {
  private static final Logger log = LoggerFactory.getLogger(DelayByProperty.class);
  private final Surveys surveys;
  private final String delay;

  DelayByProperty(Surveys surveys, @Value("${helpdesk.survey.csat-delay:}") String delay) {
    this.surveys = surveys;
    this.delay = delay;
  }

  @EventListener(ApplicationReadyEvent.class)
  void apply() {
    if (delay.isBlank()) return;
    Survey csat = surveys.byKey("csat");
    Duration wanted = DurationStyle.detectAndParse(delay);
    if (wanted.equals(csat.delay())) return;
    surveys.configure(
        csat.key(),
        csat.active(),
        wanted,
        (int) csat.quiet().toDays(),
        (int) surveys.quietAfterAny().toDays(),
        "helpdesk.survey.csat-delay");
    log.info("Satisfaction is asked {} after a ticket is solved", wanted);
  }
}
