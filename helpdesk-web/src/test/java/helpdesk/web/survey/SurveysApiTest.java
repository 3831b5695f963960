package helpdesk.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.ApiTokens;
import helpdesk.survey.AnswerForm;
import helpdesk.survey.SurveyBooth;
import helpdesk.web.WebTest;
import helpdesk.web.api.ApiCalls;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WebTest
class SurveysApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @Autowired SurveyBooth booth;
  AskedCustomer customers;
  ApiCalls api;

  @BeforeEach
  void invite(@Autowired ApplicationContext application) {
    customers = new AskedCustomer(application);
    api = ApiCalls.with(mvc, tokens, Set.of("surveys:read", "surveys:write"));
  }

  @Test
  void aLinkWorksAndTheSameWishGivesTheSameLink() throws Exception {
    String body =
        "{\"email\": \"kim-" + UUID.randomUUID() + "@example.org\", \"language\": \"sv\"}";
    String key = UUID.randomUUID().toString();

    MvcTestResult first = api.post("/api/v1/surveys/csat/links", body, key);
    MvcTestResult again = api.post("/api/v1/surveys/csat/links", body, key);

    assertThat(first).hasStatus(201);
    JsonNode link = json(first);
    assertThat(link.get("expires_at").asString()).endsWith("Z");
    assertThat(json(again).get("url")).isEqualTo(link.get("url"));
    String url = link.get("url").asString();
    assertThat(mvc.get().uri(url.substring(url.indexOf("/s/"))))
        .hasStatusOk()
        .bodyText()
        .contains("Skicka svaret");
  }

  @Test
  void whatIsWrongWithAWishForALinkIsNamedAllAtOnce() {
    assertThat(
            api.post("/api/v1/surveys/csat/links", "{\"ticket\": 99999999, \"language\": \"fi\"}"))
        .hasStatus(422)
        .bodyText()
        .contains("\"ticket\"", "\"language\"", "\"email\"");
    assertThat(api.post("/api/v1/surveys/nothing/links", "{\"email\": \"a@example.org\"}"))
        .hasStatus(404);
    ApiCalls reader = ApiCalls.with(mvc, tokens, Set.of("surveys:read"));
    assertThat(reader.post("/api/v1/surveys/csat/links", "{}")).hasStatus(403);
  }

  @Test
  void answersAreListedInTheOrderOfTheirLastChangePageByPage() throws Exception {
    AskedCustomer.Asked first = customers.about("nps", Locale.ENGLISH);
    AskedCustomer.Asked second = customers.about("csat", Locale.ENGLISH);
    booth.answer(first.token(), AnswerForm.score(7, "en"));
    booth.answer(second.token(), new AnswerForm(2, "Slow", null, null, "en", false));

    JsonNode mine = null;
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = json(api.get("/api/v1/surveys/responses?limit=1&cursor=" + cursor));
      assertThat(page.get("items")).hasSizeLessThanOrEqualTo(1);
      for (JsonNode item : page.get("items"))
        if (item.get("ticket").asLong() == second.number().value()) mine = item;
      cursor = page.get("next_cursor").isNull() ? null : page.get("next_cursor").asString();
      pages++;
    } while (cursor != null);

    assertThat(pages).isGreaterThan(1);
    assertThat(mine).isNotNull();
    assertThat(mine.get("survey").asString()).isEqualTo("csat");
    assertThat(mine.get("kind").asString()).isEqualTo("csat5");
    assertThat(mine.get("score").asInt()).isEqualTo(2);
    assertThat(mine.get("comment").asString()).isEqualTo("Slow");
    assertThat(mine.get("suspected_machine").asBoolean()).isFalse();
    assertThat(json(api.get("/api/v1/surveys/responses?since=2999-01-01T00:00:00Z")).get("items"))
        .isEmpty();
    assertThat(api.get("/api/v1/surveys/responses?since=yesterday")).hasStatus(422);
  }

  private static JsonNode json(MvcTestResult result) throws Exception {
    return JSON.readTree(result.getResponse().getContentAsString());
  }
}
