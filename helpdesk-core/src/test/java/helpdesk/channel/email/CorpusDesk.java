package helpdesk.channel.email;

import helpdesk.attachment.Files;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.job.QueueWorker;
import helpdesk.ticket.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes messages in as a mail gateway would hand them over, and says what became of each. */
@Component
class CorpusDesk {
  private final Intake intake;
  private final JdbcClient jdbc;
  private final Files store;
  private final QueueWorker worker;
  private final Clock clock;

  CorpusDesk(
      Intake intake,
      JdbcClient jdbc,
      Files store,
      ObjectProvider<QueueWorker> workers,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.jdbc = jdbc;
    this.worker =
        workers.stream().filter(w -> w.name().equals("inbound")).findFirst().orElseThrow();
    this.clock = clock;
  }

  /**
   * What became of a message.
   *
   * @param stored null unless it is in a ticket
   */
  record Outcome(InboundView.State state, @Nullable String reason, @Nullable Stored stored) {}

  /** A message as it stands in its ticket. */
  record Stored(
      String subject,
      String sender,
      String text,
      String visible,
      String automatic,
      List<CorpusMail.File> files) {}

  /**
   * Stores it and works on it. A report about a message that this empty desk never sent would end
   * without a ticket; the message that it is about is sent in first, then, and the report tried
   * again.
   */
  Outcome take(byte[] raw, String name) {
    long id = store(raw, name);
    work();
    InboundView seen = intake.find(id);
    if (seen.state() == InboundView.State.IGNORED && seedConversation(raw, name)) {
      intake.retry(id);
      work();
      seen = intake.find(id);
    }
    Long message = seen.message() == null ? null : seen.message();
    return new Outcome(seen.state(), seen.reason(), message == null ? null : stored(message));
  }

  long store(byte[] raw, String name) {
    Instant now = clock.instant();
    Intake.Arrival arrival = new Intake.Arrival("api", name, null, Origin.INBOUND, now, null, true);
    return intake.store(arrival, new ByteArrayInputStream(raw));
  }

  /** Works until nothing waits. */
  void work() {
    while (worker.runOnce()) {}
  }

  private boolean seedConversation(byte[] raw, String name) {
    Set<String> about = mentioned(raw);
    int n = 0;
    for (String id : about) {
      String mail =
          "From: seed@example.org\nSubject: What it is about\nMessage-ID: <%s>\n\n%s"
              .formatted(id, name);
      store(mail.getBytes(StandardCharsets.UTF_8), name + " seed " + n++);
    }
    work();
    return !about.isEmpty();
  }

  private static Set<String> mentioned(byte[] raw) {
    try (Spool spool = new Spool()) {
      Part root = MailReader.read(new ByteArrayInputStream(raw), spool);
      String text = MailText.of(MailBody.of(root, null), false).text();
      Set<String> ids = new LinkedHashSet<>(BounceReport.originals(root, text));
      ids.addAll(MessageIds.references(root.headers(), List.of()));
      return ids;
    } catch (IOException | NotUnderstood e) {
      return Set.of();
    }
  }

  private @Nullable String plain(String sha) {
    try (InputStream in = store.open(sha)) {
      String bytes = new String(in.readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
      if (bytes.indexOf('\r') < 0) return null;
      return CorpusSets.sha16(bytes.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stored stored(long message) {
    List<CorpusMail.File> files = new ArrayList<>();
    jdbc.sql("SELECT name, sha256 FROM attachment WHERE message_id = :id ORDER BY id")
        .param("id", message)
        .query(
            row -> {
              String sha = HexFormat.of().formatHex(row.getBytes("sha256"));
              files.add(
                  new CorpusMail.File(row.getString("name"), sha.substring(0, 16), plain(sha)));
            });
    return jdbc.sql(
            "SELECT subject, author_address, body_text, visible_text, kind, reason FROM message"
                + " WHERE id = :id")
        .param("id", message)
        .query(
            (row, n) ->
                new Stored(
                    row.getString("subject"),
                    row.getString("author_address"),
                    row.getString("body_text"),
                    row.getString("visible_text"),
                    row.getString("reason") == null ? "" : row.getString("reason"),
                    files))
        .single();
  }
}
