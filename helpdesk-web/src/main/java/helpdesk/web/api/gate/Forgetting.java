package helpdesk.web.api.gate;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets go of answers that nobody can ask for any more. */
@Configuration(proxyBeanMethods = false)
class Forgetting {
  @Bean
  RecurringTask<Void> forgetKeptAnswers(KeptAnswers answers) {
    return Tasks.recurring("api-forget-kept-answers", FixedDelay.ofHours(1))
        .execute((task, context) -> answers.forgetOld());
  }
}
