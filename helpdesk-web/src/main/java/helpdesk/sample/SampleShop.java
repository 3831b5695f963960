package helpdesk.sample;

import helpdesk.job.LongJob;
import helpdesk.ticket.PastTicket;
import helpdesk.ticket.TicketHistory;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the sample shop: the job {@code sample-data}. What a run before it left, finished or not,
 * is taken away first, so a crash in the middle doubles nothing.
 */
@Component
class SampleShop implements LongJob {
  static final String KIND = "sample-data";
  private static final int BATCH = 1000;
  private final SampleCasting casting;
  private final SampleAnswers answers;
  private final SampleRemoval removal;
  private final SampleProperties properties;
  private final TicketHistory history;
  private final Workspaces workspaces;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SampleShop(
      SampleCasting casting,
      SampleAnswers answers,
      SampleRemoval removal,
      SampleProperties properties,
      TicketHistory history,
      Workspaces workspaces,
      TransactionTemplate transaction,
      Clock clock) {
    this.casting = casting;
    this.answers = answers;
    this.removal = removal;
    this.properties = properties;
    this.history = history;
    this.workspaces = workspaces;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    removal.removeTickets(() -> {});
    int tickets = properties.tickets();
    Random random = new Random(properties.seed());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ZoneId zone = workspaces.current().zone();
    SampleTexts texts = SampleTexts.load();
    SampleCast cast = casting.cast(texts, Math.max(40, tickets / 3), random);
    StoryTeller teller = new StoryTeller(texts, cast, new OfficeTime(zone), now, random);
    Instant[] arrivals = Arrivals.of(tickets, properties.days(), now, zone, random);

    List<StoryTeller.Story> batch = new ArrayList<>(BATCH);
    for (int n = 0; n < arrivals.length; n++) {
      batch.add(teller.tell(arrivals[n]));
      if (batch.size() < BATCH && n < arrivals.length - 1) continue;
      if (job.cancelled()) return;
      write(batch);
      batch.clear();
      job.progress(n + 1L, (long) tickets);
    }
  }

  private void write(List<StoryTeller.Story> batch) {
    List<PastTicket> stories = batch.stream().map(StoryTeller.Story::ticket).toList();
    transaction.executeWithoutResult(status -> answers.write(batch, history.write(stories)));
  }
}
