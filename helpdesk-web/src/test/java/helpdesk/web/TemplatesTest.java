package helpdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  /** What the content policy would refuse, so that it is seen before a browser sees it. */
  private static final Pattern INLINE =
      Pattern.compile(
          "\\s(th:)?style=|<style\\b|<script\\b(?![^>]*\\ssrc=|[^>]*th:src=)|\\son[a-z]+=|\\shx-on|\"js:|javascript:",
          Pattern.CASE_INSENSITIVE);

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void noTemplateHasAnInlineStyleOrScript(Path template) throws IOException {
    assertThat(INLINE.matcher(Files.readString(template)).results().map(r -> r.group()).toList())
        .isEmpty();
  }
}
