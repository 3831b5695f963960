package helpdesk.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Runs every {@link RecurringTask} bean on one node at a time, by db-scheduler's table. */
@Configuration(proxyBeanMethods = false)
class TimedTasks {
  @Bean(destroyMethod = "stop")
  @DependsOnDatabaseInitialization
  Scheduler scheduler(DataSource dataSource, List<RecurringTask<?>> tasks) {
    return Scheduler.create(dataSource)
        .startTasks(tasks)
        .threads(4)
        .pollingInterval(Duration.ofSeconds(1))
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  @Bean
  Starter timedTasksStarter(Scheduler scheduler) {
    return new Starter(scheduler);
  }

  /** Starts only once the application is ready, so that no task meets a half-built context. */
  record Starter(Scheduler scheduler) {
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
      scheduler.start();
    }
  }
}
