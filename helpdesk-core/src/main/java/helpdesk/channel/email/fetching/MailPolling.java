package helpdesk.channel.email.fetching;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import helpdesk.shared.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks into every active mailbox, on one node at a time, a few mailboxes side by side. */
@Configuration(proxyBeanMethods = false)
class MailPolling {
  private static final Logger log = LoggerFactory.getLogger(MailPolling.class);
  private static final int AT_ONCE = 4;

  @Bean
  RecurringTask<Void> fetchMail(
      FetchProgress progress,
      MailboxFetcher fetcher,
      @Value("${helpdesk.mail.poll-every:10s}") Duration every,
      @Value("${helpdesk.workers:true}") boolean enabled) {
    return Tasks.recurring("fetch-mail", FixedDelay.of(every))
        .execute(
            (instance, context) -> {
              if (enabled) fetchAll(progress.active(), fetcher);
            });
  }

  private static void fetchAll(List<ChannelId> channels, MailboxFetcher fetcher) {
    if (channels.isEmpty()) return;
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, channels.size()), task -> new Thread(task, "fetch-mail"));
    try {
      threads.invokeAll(channels.stream().map(c -> task(c, fetcher)).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  /** One mailbox's trouble stays its own. */
  private static Callable<Boolean> task(ChannelId channel, MailboxFetcher fetcher) {
    return () -> {
      try {
        fetcher.fetch(channel);
        return true;
      } catch (RuntimeException e) {
        log.error("Mailbox {} failed", channel, e);
        return false;
      }
    };
  }
}
