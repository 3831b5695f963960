package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import helpdesktest.GoldenCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ScoresGoldenTest {
  private static final Set<String> KINDS =
      Arrays.stream(SurveyKind.values()).map(SurveyKind::key).collect(Collectors.toSet());

  @TestFactory
  Stream<DynamicTest> answersBecomeScores() {
    return GoldenCases.read("surveys.json").tests(ScoresGoldenTest::check);
  }

  private static void check(JsonNode kase) {
    Map<String, @Nullable Object> actual = score(kase);
    JsonNode expected = kase.get("expected");
    assertThat(actual.keySet()).containsAll(expected.propertyNames());
    expected
        .properties()
        .forEach(entry -> same(entry.getKey(), actual.get(entry.getKey()), entry.getValue()));
  }

  private static void same(String name, @Nullable Object actual, JsonNode expected) {
    if (expected.isNull()) assertThat(actual).as(name).isNull();
    else if (expected.isNumber())
      assertThat(((Number) actual).doubleValue())
          .as(name)
          .isCloseTo(expected.asDouble(), within(1e-6));
    else assertThat(String.valueOf(actual)).as(name).isEqualTo(expected.asString());
  }

  private static Map<String, @Nullable Object> score(JsonNode kase) {
    SurveyKind kind = SurveyKind.of(GoldenCases.kind(kase, KINDS));
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    Distribution answers;
    try {
      answers = Distribution.of(kind, answers(kind, kase.get("answers")));
    } catch (IllegalArgumentException e) {
      out.put("error", "invalid_answer");
      return out;
    }
    switch (kind) {
      case NPS -> put(out, Nps.of(answers));
      case CES7 -> {
        Ces ces = Ces.of(answers);
        put(out, ces.n(), ces.favourable(), ces.low(), ces.percent(), ces.interval(), ces.mean());
        out.put("low_sample", ces.lowSample());
      }
      default -> {
        Csat csat = Csat.of(answers);
        put(
            out,
            csat.n(),
            csat.favourable(),
            csat.low(),
            csat.percent(),
            csat.interval(),
            csat.mean());
        out.put("low_sample", csat.lowSample());
      }
    }
    if (kase.has("sent")) {
      long bounced = kase.has("bounced") ? kase.get("bounced").asLong() : 0;
      out.put(
          "response_rate", ResponseRate.percent(answers.n(), kase.get("sent").asLong(), bounced));
    }
    return out;
  }

  private static void put(Map<String, @Nullable Object> out, Nps nps) {
    out.put("n", nps.n());
    out.put("low_sample", nps.lowSample());
    out.put("promoters", nps.promoters());
    out.put("passives", nps.passives());
    out.put("detractors", nps.detractors());
    out.put("nps", nps.points());
    out.put("moe95", nps.margin());
    out.put("mean", nps.mean());
  }

  private static void put(
      Map<String, @Nullable Object> out,
      long n,
      long favourable,
      long low,
      @Nullable Double percent,
      @Nullable Wilson interval,
      @Nullable Double mean) {
    out.put("n", n);
    out.put("favourable", favourable);
    out.put("low", low);
    out.put("percent", percent);
    out.put("wilson_low", interval == null ? null : interval.low());
    out.put("wilson_high", interval == null ? null : interval.high());
    out.put("mean", mean);
  }

  private static List<@Nullable Integer> answers(SurveyKind kind, JsonNode answers) {
    List<@Nullable Integer> scores = new ArrayList<>();
    for (JsonNode answer : answers) scores.add(answer.isNull() ? null : score(kind, answer));
    return scores;
  }

  /** Thumbs are told in words, the rest in whole numbers; a form takes nothing else. */
  private static int score(SurveyKind kind, JsonNode answer) {
    boolean words = kind == SurveyKind.THUMBS;
    if (words && answer.asString("").equals("good")) return 1;
    if (words && answer.asString("").equals("bad")) return 0;
    if (!words && answer.isIntegralNumber()) return answer.asInt();
    throw new IllegalArgumentException("Not a score: " + answer);
  }
}
