package helpdesk.channel.email.importing;

import static org.awaitility.Awaitility.await;

import helpdesk.channel.MailImports;
import helpdesk.job.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Imports files as an administrator would, and waits until all of it is dealt with. */
record ImportedMail(Job job) {
  static ImportedMail of(MailImports imports, List<Path> files) {
    long id = imports.start(files.stream().map(ImportedMail::upload).toList(), null, true);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> imports.byId(id).finished());
    return new ImportedMail(imports.byId(id));
  }

  /** Every file below a folder, or the file itself. */
  static List<Path> filesOf(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MailImports.Upload upload(Path file) {
    return new MailImports.Upload(file.getFileName().toString(), () -> Files.newInputStream(file));
  }

  long count(String what) {
    return job.detail().get(what) instanceof Number number ? number.longValue() : 0;
  }

  long changed() {
    return count("processed") + count("duplicate") + count("ignored") + count("quarantined");
  }

  /** The counts in one line. */
  String line() {
    return "%s: %d messages in %d tickets; processed %d, duplicate %d, ignored %d, quarantined %d, known before %d"
        .formatted(
            job.state().key(),
            job.total(),
            count("tickets"),
            count("processed"),
            count("duplicate"),
            count("ignored"),
            count("quarantined"),
            count("known"));
  }
}
