package helpdesk.channel.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real messages that others collected. They are no part of this repository: where they lie says
 * {@code HELPDESK_SHARED}, else {@code ../shared} beside the repository.
 */
final class Corpus {
  private Corpus() {}

  /** The folder of that set; the test is skipped, and says so, where it is missing. */
  static Path set(String name) {
    Path set = root().resolve("data").resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(set), () -> "No set " + name + " of real mail here: skipped");
    return set;
  }

  static Path root() {
    String given = System.getenv("HELPDESK_SHARED");
    if (given != null) return Path.of(given);
    Path repository = Path.of("").toAbsolutePath();
    while (repository != null && !Files.exists(repository.resolve(".git")))
      repository = repository.getParent();
    return repository == null ? Path.of("../shared") : repository.resolveSibling("shared");
  }

  /** All files of the folder, in order, by the end of their name; an empty end takes all. */
  static List<Path> files(Path folder, String end) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(p -> p.getFileName().toString().endsWith(end))
          .filter(p -> !p.getFileName().toString().equals("SOURCE.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
