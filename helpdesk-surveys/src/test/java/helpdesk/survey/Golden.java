package helpdesk.survey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked cases: from the folder of the system property {@code golden.dir}, else our copy. */
final class Golden {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Golden() {}

  /** One test for each case of the file, named by its id. */
  static Stream<DynamicTest> tests(String file, Consumer<JsonNode> test) {
    return read(file)
        .get("cases")
        .valueStream()
        .map(kase -> DynamicTest.dynamicTest(kase.get("id").asString(), () -> test.accept(kase)));
  }

  private static JsonNode read(String file) {
    String folder = System.getProperty("golden.dir");
    try (InputStream in =
        folder == null
            ? Golden.class.getResourceAsStream("/golden/" + file)
            : Files.newInputStream(Path.of(folder, file))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
