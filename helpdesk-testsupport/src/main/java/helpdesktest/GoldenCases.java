package helpdesktest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Worked cases that say what the numbers are, one test a case. They are read from the folder that
 * the system property {@code golden.dir} names, so that further cases of the same shape can be run;
 * by default from {@code golden} among the module's test resources.
 */
public final class GoldenCases {
  private static final String FOLDER = "golden.dir";
  private static final JsonMapper JSON = new JsonMapper();
  private final JsonNode file;
  private final List<JsonNode> cases;

  private GoldenCases(JsonNode file, List<JsonNode> cases) {
    this.file = file;
    this.cases = cases;
  }

  /**
   * Reads one file of cases.
   *
   * @throws AssertionError if it is not there, or has no cases: nothing would be tested
   */
  public static GoldenCases read(String name) {
    String folder = System.getProperty(FOLDER, "");
    try (InputStream in = folder.isEmpty() ? ours(name) : theirs(Path.of(folder, name))) {
      JsonNode file = JSON.readTree(in);
      List<JsonNode> cases = file.path("cases").valueStream().toList();
      if (cases.isEmpty()) throw new AssertionError(name + " has no cases");
      return new GoldenCases(file, cases);
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + name, e);
    }
  }

  /** A test for each case, named by its id and note. */
  public Stream<DynamicTest> tests(ThrowingConsumer<JsonNode> test) {
    return DynamicTest.stream(cases.stream(), GoldenCases::title, test);
  }

  /** What the file says beside its cases under a name, such as {@code calendars}. */
  public JsonNode shared(String name) {
    return file.path(name);
  }

  /**
   * The kind of a case.
   *
   * @throws AssertionError if the test does not know it: such a case must not pass unread
   */
  public static String kind(JsonNode test, Set<String> known) {
    String kind = test.path("kind").asString("");
    if (known.contains(kind)) return kind;
    throw new AssertionError(
        "Case %s is of the unknown kind \"%s\"; known are %s"
            .formatted(test.path("id").asString("?"), kind, new TreeSet<>(known)));
  }

  /** An instant written with any offset, in whole seconds. */
  public static Instant instant(JsonNode text) {
    return OffsetDateTime.parse(text.asString()).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String title(JsonNode test) {
    return test.path("id").asString("?") + ": " + test.path("note").asString("");
  }

  private static InputStream ours(String name) {
    InputStream in = GoldenCases.class.getResourceAsStream("/golden/" + name);
    if (in == null) throw new AssertionError("No golden/" + name + " among the test resources");
    return in;
  }

  private static InputStream theirs(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw new AssertionError(FOLDER + " has no file " + file);
    return Files.newInputStream(file);
  }
}
