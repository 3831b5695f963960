package helpdesk.web.api;

import helpdesk.agent.ApiTokens;
import java.net.URI;
import java.util.Set;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Speaks to the API as a program does. */
public final class ApiCalls {
  private final MockMvcTester mvc;
  private final String token;

  private ApiCalls(MockMvcTester mvc, String token) {
    this.mvc = mvc;
    this.token = token;
  }

  /** With a fresh token that may do everything. */
  public static ApiCalls with(MockMvcTester mvc, ApiTokens tokens) {
    return with(mvc, tokens, ApiTokens.SCOPES);
  }

  /** With a fresh token of these scopes. */
  public static ApiCalls with(MockMvcTester mvc, ApiTokens tokens, Set<String> scopes) {
    return new ApiCalls(mvc, tokens.issue("test", scopes));
  }

  public String token() {
    return token;
  }

  public MvcTestResult get(String path) {
    return mvc.get().uri(URI.create(path)).header("Authorization", "Bearer " + token).exchange();
  }

  public MvcTestResult post(String path, String json) {
    return post(path, json, null);
  }

  public MvcTestResult post(String path, String json, String idempotencyKey) {
    return send(mvc.post(), path, json, "Idempotency-Key", idempotencyKey);
  }

  public MvcTestResult patch(String path, String json, String ifMatch) {
    return send(mvc.patch(), path, json, "If-Match", ifMatch);
  }

  private MvcTestResult send(
      MockMvcTester.MockMvcRequestBuilder request,
      String path,
      String json,
      String header,
      String value) {
    request
        .uri(path)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .content(json);
    if (value != null) request.header(header, value);
    return request.exchange();
  }
}
