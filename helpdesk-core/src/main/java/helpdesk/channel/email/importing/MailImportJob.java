package helpdesk.channel.email.importing;

import helpdesk.attachment.Files;
import helpdesk.channel.MailImports;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import helpdesk.shared.ChannelId;
import helpdesk.ticket.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Imports uploaded mail. A message's key is the hash of its bytes, so beginning again after a
 * crash, or importing the same file again, stores nothing twice.
 */
@Component
class MailImportJob implements LongJob {
  static final String SOURCE = "upload:mail";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private final Files files;
  private final Intake intake;
  private final Jobs jobs;
  private final Clock clock;

  MailImportJob(Files files, Intake intake, Jobs jobs, Clock clock) {
    this.files = files;
    this.intake = intake;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return MailImports.KIND;
  }

  @Override
  public void run(Running running) {
    Import work = new Import(running);
    List<String> uploads = uploads(running.job());
    for (String upload : uploads) read(upload, message -> work.count());
    for (String upload : uploads) if (!read(upload, work::take)) break;
    work.awaitTheLast();
    if (alone(running.job())) uploads.forEach(files::discard);
  }

  private boolean read(String sha256, MailFile.Taker taker) {
    try (InputStream in = files.open(sha256)) {
      return MailFile.each(in, taker);
    } catch (IOException e) {
      throw new UncheckedIOException("A file cannot be read: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> uploads(Job job) {
    List<Map<String, Object>> uploads = (List<Map<String, Object>>) job.detail().get("files");
    if (uploads == null) return List.of();
    return uploads.stream().map(upload -> String.valueOf(upload.get("sha256"))).toList();
  }

  /** Whether no other import may still need the same file. */
  private boolean alone(Job job) {
    return jobs.latest(MailImports.KIND, 50).stream()
        .allMatch(other -> other.id() == job.id() || other.finished());
  }

  /** One run of the job. */
  private final class Import {
    private final Running running;
    private final Job job;
    private long total;
    private long read;
    private long empty;
    private long reported = System.nanoTime();
    private boolean cancelled;

    Import(Running running) {
      this.running = running;
      this.job = running.job();
    }

    boolean count() {
      total++;
      return true;
    }

    boolean take(MessageBuffer message) throws IOException {
      if (look()) return false;
      String key = message.key();
      if (message.size() == 0) empty++;
      else if (intake.known(SOURCE, List.of(key)).isEmpty()) store(message, key);
      read++;
      return true;
    }

    private void store(MessageBuffer message, String key) throws IOException {
      Intake.Arrival arrival =
          new Intake.Arrival(
              SOURCE,
              key,
              channel(),
              Origin.IMPORT,
              clock.instant(),
              job.id(),
              Boolean.TRUE.equals(job.detail().get("openThreads")));
      try (InputStream raw = message.open()) {
        if (message.size() <= intake.largest().toBytes()) intake.store(arrival, raw);
        else intake.refuse(arrival, raw.readNBytes(1 << 16), message.size(), tooLarge(message));
      }
    }

    private String tooLarge(MessageBuffer message) {
      return "The message has %d MB, more than the %d MB that are taken."
          .formatted(message.size() >> 20, intake.largest().toMegabytes());
    }

    private @Nullable ChannelId channel() {
      return job.detail().get("channel") instanceof Number id
          ? new ChannelId(id.longValue())
          : null;
    }

    /** Reports now and then; whether a person has cancelled it. */
    private boolean look() {
      if (System.nanoTime() - reported >= BETWEEN_LOOKS.toNanos()) report();
      return cancelled;
    }

    void awaitTheLast() {
      while (report() > 0 && !cancelled) {
        try {
          TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("The node was stopped; the import goes on elsewhere.", e);
        }
      }
    }

    /**
     * Shows how far it is.
     *
     * @return how many messages are stored and not yet dealt with
     */
    private long report() {
      Map<InboundView.State, Long> counts = intake.countsOfJob(job.id());
      long stored = counts.values().stream().mapToLong(Long::longValue).sum();
      long waiting = counts.getOrDefault(InboundView.State.RECEIVED, 0L);
      running.progress(read - Math.min(read, waiting), total, notes(counts, stored));
      cancelled = running.cancelled();
      reported = System.nanoTime();
      return waiting;
    }

    private Map<String, Object> notes(Map<InboundView.State, Long> counts, long stored) {
      Map<String, Object> notes = new java.util.HashMap<>();
      counts.forEach((state, count) -> notes.put(state.key(), count));
      notes.put("known", Math.max(0, read - empty - stored));
      notes.put("empty", empty);
      notes.put("tickets", intake.ticketsOfJob(job.id()));
      return notes;
    }
  }
}
