package helpdesk.web.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.web.WebTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebTest
class SignInTest {
  private static final String PASSWORD = "correct horse battery";
  @Autowired MockMvcTester mvc;
  @Autowired Agents agents;
  @Autowired ApiTokens tokens;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @LocalServerPort int port;

  @Test
  void fiveWrongPasswordsMakeEvenTheRightOneWait() {
    agents.create(new EmailAddress("slow@example.org"), "Slow", Role.AGENT, PASSWORD);
    for (int left = 4; left >= 0; left--) {
      assertThat(signIn("slow@example.org", "wrong")).hasRedirectedUrl("/login?error&left=" + left);
    }
    assertThat(signIn("slow@example.org", PASSWORD)).hasRedirectedUrl("/login?wait=15");
    assertThat(mvc.get().uri("/login?wait=15")).bodyText().contains("Wait 15 minutes");
    assertThat(mvc.get().uri("/login?error&left=1")).bodyText().contains("You have one more try.");
  }

  @Test
  void anUnknownAddressIsAnsweredLikeAKnownOneAndTheRightPasswordForgets() {
    agents.create(new EmailAddress("fast@example.org"), "Fast", Role.AGENT, PASSWORD);
    assertThat(signIn("nobody@example.org", "wrong")).hasRedirectedUrl("/login?error&left=4");
    assertThat(signIn("fast@example.org", "wrong")).hasRedirectedUrl("/login?error&left=4");
    assertThat(signIn("fast@example.org", PASSWORD)).hasRedirectedUrl("/inbox");
    assertThat(signIn("fast@example.org", "wrong")).hasRedirectedUrl("/login?error&left=4");
  }

  @Test
  void aWholeNetworkThatGuessesHasToWaitAndAnotherDoesNot() {
    LoginThrottle throttle = new LoginThrottle(jdbc, clock);
    for (int i = 0; i < LoginThrottle.WIDE_TRIES; i++) {
      assertThat(throttle.take(new EmailAddress("guess" + i + "@example.org"), "192.0.2.0").pause())
          .isZero();
    }
    EmailAddress another = new EmailAddress("another@example.org");
    assertThat(throttle.take(another, "192.0.2.0").pause()).isPositive();
    assertThat(throttle.take(another, "198.51.100.0").pause()).isZero();
    assertThat(LoginThrottle.network("192.0.2.77")).isEqualTo("192.0.2.0");
    assertThat(LoginThrottle.network("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2:0:0:0:0");
    assertThat(LoginThrottle.network("evil.example")).isEqualTo("unknown");
  }

  @Test
  void metersNeedATokenOfTheirScopeAndHealthShowsItsDetailsOnlyWithOne() throws Exception {
    String reader = tokens.issue("scraper", Set.of("metrics:read"));
    String other = tokens.issue("importer", Set.of("tickets:read"));
    assertThat(get("/actuator/prometheus", null).statusCode()).isEqualTo(401);
    assertThat(get("/actuator/prometheus", other).statusCode()).isEqualTo(403);
    assertThat(get("/actuator/prometheus", reader).body()).contains("jvm_memory_used_bytes");
    assertThat(get("/actuator/health/liveness", null).body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/actuator/health/readiness", null).body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/actuator/health", reader).body()).contains("PostgreSQL");
    assertThat(get("/actuator/health", null).body()).doesNotContain("PostgreSQL");
  }

  @Test
  void anAssetIsKeptForAYearUnderItsHashOnly() throws Exception {
    Matcher link =
        Pattern.compile("href=\"(/assets/desk-[0-9a-f]{32}\\.css)\"")
            .matcher(get("/login", null).body());
    assertThat(link.find()).isTrue();
    assertThat(get(link.group(1), null).headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(get("/assets/desk.css", null).headers().firstValue("Cache-Control"))
        .hasValue("no-cache");
    HttpResponse<String> unknown = get("/assets/desk-00000000000000000000000000000000.css", null);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(get("/login", null).headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
  }

  private MockMvcTester.MockMvcRequestBuilder signIn(String email, String password) {
    return mvc.post()
        .uri("/login")
        .with(csrf())
        .param("username", email)
        .param("password", password);
  }

  private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Accept-Language", "en");
    if (token != null) request.header("Authorization", "Bearer " + token);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
