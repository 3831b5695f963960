package helpdesk.history;

import helpdesk.agent.Agents;
import helpdesk.agent.Teams;
import helpdesk.attachment.Files;
import helpdesk.contact.Contacts;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Imports a kept history, some lines at a time. What is there already is found again, so it may
 * begin anew after a crash, and two nodes may be at it at once.
 */
@Component
class HistoryImportJob implements LongJob {
  private static final int LINES = 200;
  private static final int BYTES = 4 << 20;
  private final Files files;
  private final Jobs jobs;
  private final Agents agents;
  private final Teams teams;
  private final Contacts contacts;
  private final LineWriter writer;

  HistoryImportJob(
      Files files, Jobs jobs, Agents agents, Teams teams, Contacts contacts, LineWriter writer) {
    this.files = files;
    this.jobs = jobs;
    this.agents = agents;
    this.teams = teams;
    this.contacts = contacts;
    this.writer = writer;
  }

  @Override
  public String kind() {
    return HistoryImports.KIND;
  }

  @Override
  public void run(Running running) {
    Job job = running.job();
    String sha256 = String.valueOf(job.detail().get("sha256"));
    // a node may have died after it was through with the file, and let go of it
    if (!running.cancelled() && job.done() < size(job)) read(sha256, running);
    if (alone(job)) files.discard(sha256);
  }

  private void read(String sha256, Running running) {
    try (InputStream in = files.open(sha256)) {
      read(new Lines(in), running);
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be read: " + e.getMessage(), e);
    }
  }

  private void read(Lines lines, Running running) throws IOException {
    Job job = running.job();
    Cast cast = new Cast(String.valueOf(job.detail().get("source")), agents, teams, contacts);
    Tally tally = new Tally();
    boolean more = true;
    while (more && !running.cancelled()) {
      List<Lines.Line> some = some(lines);
      more = !some.isEmpty();
      tally.add(writer.write(some, job.id(), cast));
      running.progress(lines.bytesRead(), size(job), tally.notes());
    }
  }

  private static List<Lines.Line> some(Lines lines) throws IOException {
    List<Lines.Line> some = new ArrayList<>();
    long until = lines.bytesRead() + BYTES;
    while (some.size() < LINES && lines.bytesRead() < until) {
      Lines.Line line = lines.next();
      if (line == null) break;
      some.add(line);
    }
    return some;
  }

  private static long size(Job job) {
    return job.detail().get("size") instanceof Number size ? size.longValue() : 0;
  }

  /** Whether no other import may still need the same file. */
  private boolean alone(Job job) {
    return jobs.latest(HistoryImports.KIND, 50).stream()
        .allMatch(other -> other.id() == job.id() || other.finished());
  }
}
