package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.ApiTokens;
import helpdesk.shared.Tokens;
import helpdesk.web.WebTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebTest
class ApiGateTest {
  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  private ApiCalls api;

  @BeforeEach
  void token() {
    api = ApiCalls.with(mvc, tokens);
  }

  @Test
  void withoutATokenOrWithAWrongOneTheAnswerIs401AndSaysHow() {
    MvcTestResult none = mvc.get().uri("/api/v1/teams").exchange();
    problem(none, HttpStatus.UNAUTHORIZED);
    assertThat(none).headers().hasValue("WWW-Authenticate", "Bearer");
    MvcTestResult wrong =
        mvc.get().uri("/api/v1/teams").header("Authorization", "Bearer wrong").exchange();
    problem(wrong, HttpStatus.UNAUTHORIZED);
    assertThat(wrong).headers().hasValue("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  @Test
  void aRevokedTokenOpensNothingMore() {
    assertThat(api.get("/api/v1/teams")).hasStatusOk();
    long id = tokens.find(api.token()).map(ApiTokens.ApiToken::id).orElseThrow();
    tokens.revoke(id);
    assertThat(api.get("/api/v1/teams")).hasStatus(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void theUseOfATokenIsNoted() {
    assertThat(tokens.find(api.token()).orElseThrow().lastUsedAt()).isNull();
    api.get("/api/v1/teams");
    assertThat(tokens.find(api.token()).orElseThrow().lastUsedAt()).isNotNull();
  }

  @Test
  void aTokenWithoutTheScopeIsForbidden() {
    ApiCalls reader = ApiCalls.with(mvc, tokens, Set.of("tickets:read"));
    assertThat(reader.get("/api/v1/teams")).hasStatusOk();
    MvcTestResult refused = reader.post("/api/v1/teams", "{\"name\": \"Never\"}");
    problem(refused, HttpStatus.FORBIDDEN);
    assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains("admin");
  }

  @Test
  void whatDoesNotExistIsAProblemInTheSameShape() {
    problem(api.get("/api/v1/nothing"), HttpStatus.NOT_FOUND);
    MvcTestResult method = api.patch("/api/v1/teams", "{}", null);
    problem(method, HttpStatus.METHOD_NOT_ALLOWED);
    assertThat(method).headers().containsHeader("Allow");
    problem(
        mvc.post()
            .uri("/api/v1/teams")
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "text/plain")
            .content("x")
            .exchange(),
        HttpStatus.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void malformedJsonIs400AndAFaultyFieldIs422WithItsName() {
    problem(api.post("/api/v1/teams", "{\"name\": "), HttpStatus.BAD_REQUEST);
    MvcTestResult missing = api.post("/api/v1/teams", "{\"name\": 7}");
    problem(missing, HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(missing).bodyJson().extractingPath("$.errors[0].field").isEqualTo("name");
    assertThat(missing).bodyJson().extractingPath("$.errors[0].message").isNotNull();
    problem(api.post("/api/v1/teams", "[]"), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void aNulCharacterIsRefusedInsteadOfReachingTheDatabase() {
    problem(
        api.post("/api/v1/teams", "{\"name\": \"a\\u0000b\"}"), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void aBodyLargerThanFiveMegabytesIs413() {
    String large = "{\"name\": \"" + "x".repeat(6 << 20) + "\"}";
    problem(api.post("/api/v1/teams", large), HttpStatus.CONTENT_TOO_LARGE);
  }

  @Test
  void aTokenThatHasUsedUpItsSecondIsAskedToWait() {
    assertThat(api.get("/api/v1/teams")).hasStatusOk();
    jdbc.sql(
            """
            UPDATE api_rate SET second = :soon, taken = 1000
             WHERE token_id = (SELECT id FROM api_token WHERE token_hash = :hash)
            """)
        .param("soon", clock.instant().getEpochSecond() + 3600)
        .param("hash", Tokens.hash(api.token()))
        .update();
    MvcTestResult last = api.get("/api/v1/teams");
    for (int i = 0; i < 200 && last.getResponse().getStatus() == 200; i++)
      last = api.get("/api/v1/teams");
    problem(last, HttpStatus.TOO_MANY_REQUESTS);
    assertThat(last).headers().hasValue("Retry-After", "1");
  }

  @Test
  void aPostSentTwiceUnderOneKeyIsDoneOnce() {
    MvcTestResult first = api.post("/api/v1/teams", "{\"name\": \"Night shift\"}", "a");
    MvcTestResult second = api.post("/api/v1/teams", "{\"name\": \"Night shift\"}", "a");
    assertThat(first).hasStatus(HttpStatus.CREATED);
    assertThat(second).hasStatus(HttpStatus.CREATED).bodyText().isEqualTo(text(first));
    assertThat(second).headers().hasValue("Idempotent-Replayed", "true");
    MvcTestResult other = api.post("/api/v1/teams", "{\"name\": \"Day shift\"}", "a");
    problem(other, HttpStatus.UNPROCESSABLE_CONTENT);
    problem(api.post("/api/v1/tags", "{\"name\": \"x\"}", "a"), HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.post("/api/v1/teams", "{\"name\": \"Day shift\"}", "b"))
        .hasStatus(HttpStatus.CREATED);
  }

  @Test
  void aRefusalIsNotKeptSoTheSameKeyMayBeTriedAgain() {
    problem(api.post("/api/v1/teams", "{}", "c"), HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.post("/api/v1/teams", "{\"name\": \"Second try\"}", "c"))
        .hasStatus(HttpStatus.CREATED);
  }

  @Test
  void postsUnderOneKeyAtTheSameTimeAreDoneOnce() throws Exception {
    ExecutorService programs = Executors.newFixedThreadPool(6);
    try {
      List<Future<MvcTestResult>> calls = new ArrayList<>();
      for (int i = 0; i < 6; i++)
        calls.add(programs.submit(() -> api.post("/api/v1/teams", "{\"name\": \"At once\"}", "d")));
      for (Future<MvcTestResult> call : calls) assertThat(call.get()).hasStatus(HttpStatus.CREATED);
    } finally {
      programs.shutdownNow();
    }
  }

  private static void problem(MvcTestResult result, HttpStatus status) {
    assertThat(result).hasStatus(status).hasContentType("application/problem+json");
    for (String key : List.of("type", "title", "detail", "error_id"))
      assertThat(result).bodyJson().extractingPath("$." + key).asString().isNotBlank();
    assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status.value());
  }

  private static String text(MvcTestResult result) {
    return new String(
        result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
