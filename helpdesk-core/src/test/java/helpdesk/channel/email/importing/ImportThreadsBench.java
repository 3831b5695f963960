package helpdesk.channel.email.importing;

import static org.assertj.core.api.Assumptions.assumeThat;

import helpdesk.channel.MailImports;
import helpdesktest.DatabaseTest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Imports the files and folders of {@code -Dhelpdesk.import=…} (separated by commas), threads open,
 * into an empty desk, twice, and prints the counts. Run it by {@code bench/import-threads.sh}.
 */
@DatabaseTest
@TestPropertySource(properties = "helpdesk.workers=true")
class ImportThreadsBench {
  @Autowired MailImports imports;

  @Test
  void print() {
    String paths = System.getProperty("helpdesk.import", "");
    assumeThat(paths).as("files to import").isNotEmpty();
    List<Path> files =
        Arrays.stream(paths.split(","))
            .flatMap(path -> ImportedMail.filesOf(Path.of(path)).stream())
            .toList();
    PrintStream out = System.out;
    out.println("import-threads: " + files.size() + " files");
    long start = System.nanoTime();
    out.println("import-threads: first  " + ImportedMail.of(imports, files).line());
    out.printf("import-threads: took   %.1f s%n", (System.nanoTime() - start) / 1e9);
    out.println("import-threads: second " + ImportedMail.of(imports, files).line());
  }
}
