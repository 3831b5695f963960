package helpdesktest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GoldenCasesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aKindThatNoTestKnowsIsAFailureThatNamesTheCase() {
    JsonNode odd = JSON.readTree("{\"id\": \"odd-1\", \"kind\": \"horoscope\"}");
    assertThatThrownBy(() -> GoldenCases.kind(odd, Set.of("balance", "spike")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("odd-1", "horoscope", "balance", "spike");
    assertThat(GoldenCases.kind(odd, Set.of("horoscope"))).isEqualTo("horoscope");
  }

  @Test
  void aFileThatIsNotThereIsAFailure() {
    assertThatThrownBy(() -> GoldenCases.read("no-such-file.json"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no-such-file.json");
  }

  @Test
  void anInstantMayHaveAnyOffsetAndCountsInWholeSeconds() {
    JsonNode text = JSON.readTree("\"2026-02-10T10:00:00.999+01:00\"");
    assertThat(GoldenCases.instant(text)).isEqualTo(Instant.parse("2026-02-10T09:00:00Z"));
  }
}
