package helpdesk.metrics.timeline;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worked cases that define the numbers, one test a case. They are read from the folder that the
 * system property {@code golden.dir} names, so that further cases of the same shape can be run; by
 * default from the copy beside the tests.
 */
final class Golden {
  private static final JsonMapper JSON = new JsonMapper();
  private final JsonNode file;

  private Golden(JsonNode file) {
    this.file = file;
  }

  static Golden read(String name) {
    String folder = System.getProperty("golden.dir");
    try (InputStream in =
        folder == null ? resource(name) : Files.newInputStream(Path.of(folder, name))) {
      return new Golden(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<DynamicTest> tests(ThrowingConsumer<JsonNode> test) {
    List<JsonNode> cases = new ArrayList<>();
    file.get("cases").forEach(cases::add);
    if (cases.isEmpty()) throw new IllegalStateException("No cases");
    return DynamicTest.stream(cases.stream(), Golden::name, test);
  }

  private static String name(JsonNode test) {
    return test.get("id").asString() + ": " + test.path("note").asString("");
  }

  /** The calendar that a case names, null for none. */
  @Nullable Calendar calendar(JsonNode test) {
    JsonNode name = test.get("calendar");
    if (name == null || name.isNull()) return null;
    JsonNode calendar = file.get("calendars").get(name.asString());
    JsonNode versions = calendar.get("versions");
    if (versions == null) return Calendar.of(List.of(version(calendar)));
    List<Calendar.Version> read = new ArrayList<>();
    versions.forEach(v -> read.add(version(v)));
    return Calendar.of(read);
  }

  static Instant instant(JsonNode text) {
    return OffsetDateTime.parse(text.asString()).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Calendar.Version version(JsonNode v) {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    v.path("weekly")
        .propertyStream()
        .forEach(e -> weekly.put(day(e.getKey()), hours(e.getValue())));
    Set<LocalDate> holidays = new HashSet<>();
    v.path("holidays").forEach(d -> holidays.add(LocalDate.parse(d.asString())));
    Map<LocalDate, List<Hours>> special = new HashMap<>();
    v.path("special")
        .propertyStream()
        .forEach(e -> special.put(LocalDate.parse(e.getKey()), hours(e.getValue())));
    Instant from = v.hasNonNull("valid_from") ? instant(v.get("valid_from")) : null;
    return new Calendar.Version(
        from, ZoneId.of(v.get("zone").asString()), weekly, holidays, special);
  }

  private static DayOfWeek day(String key) {
    return Stream.of(DayOfWeek.values())
        .filter(d -> d.name().toLowerCase(java.util.Locale.ROOT).startsWith(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<Hours> hours(JsonNode intervals) {
    List<Hours> hours = new ArrayList<>();
    intervals.forEach(i -> hours.add(Hours.of(i.get(0).asString(), i.get(1).asString())));
    return hours;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name));
  }
}
