package helpdesk.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with cookies who talks plain HTTP to the running application. */
public final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String address;

  public Visitor(int port) {
    this.address = "http://localhost:" + port;
  }

  /** Signs in; the following requests are the agent's. */
  public Visitor signIn(String email, String password) {
    HttpResponse<String> answer =
        post("/login", "/login", Map.of("username", email, "password", password));
    if (answer.headers().firstValue("Location").orElse("").contains("error"))
      throw new IllegalStateException("The sign-in was refused");
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks as a browser does that wants to show a page. */
  public HttpResponse<String> getPage(String path) {
    return send(
        HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Opens an answer that goes on. */
  public HttpResponse<InputStream> follow(String path) {
    return send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Sends a form, with the token that the page {@code from} carries. */
  public HttpResponse<String> post(String from, String path, Map<String, String> fields) {
    Matcher token = CSRF.matcher(get(from).body());
    if (!token.find()) throw new IllegalStateException(from + " has no form");
    String body =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&", "_csrf=" + encode(token.group(1)) + "&", ""));
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(address + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
