package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.shared.DomainException;
import helpdesktest.GoldenCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SurveyTest
class SurveyFlowsGoldenTest {
  private static final Map<String, String> KEYS =
      Map.of("csat5", "csat", "ces7", "ces", "nps", "nps");

  @Autowired Scene.Stage stage;
  @Autowired SurveyBooth booth;
  @Autowired Responses responses;
  @Autowired SurveyAnswers answers;
  @Autowired JdbcClient jdbc;

  @TestFactory
  Stream<DynamicTest> whatVisitsToOneLinkRecord() {
    return GoldenCases.read("survey-flows.json").tests(this::check);
  }

  private void check(JsonNode kase) {
    String key = KEYS.get(GoldenCases.kind(kase, KEYS.keySet()));
    long expiryDays = kase.get("expiry_days").asLong();
    long usualDays = stage.surveys().byKey(key).expiry().toDays();
    expire(key, expiryDays);
    String token = stage.token(key, null, GoldenCases.instant(kase.get("sent_at")));
    expire(key, usualDays);
    long before = count();

    List<Boolean> applied = new ArrayList<>();
    for (JsonNode request : kase.get("requests")) applied.add(visit(token, request));

    JsonNode expected = kase.get("expected");
    List<Boolean> wanted = new ArrayList<>();
    expected.get("applied").forEach(node -> wanted.add(node.asBoolean()));
    assertThat(applied).isEqualTo(wanted);
    assertThat(count() - before).isEqualTo(expected.get("responses").asLong());
    if (expected.get("responses").asLong() == 0) return;
    long id = jdbc.sql("SELECT max(id) FROM survey_response").query(Long.class).single();
    SurveyAnswer answer = stored(id);
    assertThat(answer.score()).isEqualTo(expected.get("recorded_score").asInt());
    assertThat(answer.comment()).isEqualTo(text(expected.get("comment")));
    assertThat(answer.submittedAt()).isEqualTo(expected.get("first_submitted_at").asString());
    assertThat(answer.changedAt()).isEqualTo(expected.get("last_submitted_at").asString());
    assertThat(answer.suspectedMachine()).isFalse();
    assertThat(Ballot.count(null, responses.history(id)).edits())
        .isEqualTo(expected.get("edits").asInt());
  }

  private void expire(String survey, long days) {
    jdbc.sql("UPDATE survey SET expiry_days = :days WHERE key = :survey")
        .param("days", days)
        .param("survey", survey)
        .update();
  }

  private boolean visit(String token, JsonNode request) {
    stage.clock().set(GoldenCases.instant(request.get("at")));
    String link = request.path("token").asString("valid");
    if (link.equals("valid")) link = token;
    if (!request.get("method").asString().equals("POST")) {
      booth.look(link);
      return false;
    }
    // what is not a whole number never gets past the form
    Integer score = request.path("score").isIntegralNumber() ? request.get("score").asInt() : null;
    String comment = request.hasNonNull("comment") ? request.get("comment").asString() : null;
    boolean trapped = request.path("honeypot").asBoolean(false);
    try {
      return booth.answer(link, new AnswerForm(score, comment, null, null, "en", trapped));
    } catch (DomainException e) {
      return false;
    }
  }

  private long count() {
    return jdbc.sql("SELECT count(*) FROM survey_response").query(Long.class).single();
  }

  private SurveyAnswer stored(long id) {
    return answers.changedSince(null, null, 1_000).stream()
        .filter(a -> a.id() == id)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isNull() ? null : node.asString();
  }
}
