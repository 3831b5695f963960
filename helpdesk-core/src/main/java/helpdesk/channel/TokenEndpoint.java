package helpdesk.channel;

import helpdesk.channel.MailboxTrouble.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a provider for tokens (RFC 6749). What it answers is bounded and reaches no log. */
@Component
class TokenEndpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 64 << 10;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final JsonMapper json;

  TokenEndpoint(JsonMapper json) {
    this.json = json;
  }

  /**
   * What a provider handed out.
   *
   * @param refresh null if the old one stays
   * @param refreshFor how long the refresh token serves, null if it does not say
   */
  record Tokens(
      String access, Duration accessFor, @Nullable String refresh, @Nullable Duration refreshFor) {
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /**
   * @throws MailNotAuthorised (provider silent) if another try makes sense, (authorisation ended)
   *     if the provider refuses for good
   */
  Tokens ask(String endpoint, Map<String, String> form) throws MailNotAuthorised {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return read(answer.statusCode(), body.readNBytes(LONGEST_ANSWER));
      }
    } catch (IOException e) {
      throw new MailNotAuthorised(Kind.PROVIDER_SILENT, "The provider did not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailNotAuthorised(Kind.PROVIDER_SILENT, "Interrupted");
    }
  }

  private Tokens read(int status, byte[] body) throws MailNotAuthorised {
    JsonNode said;
    try {
      said = json.readTree(body);
    } catch (JacksonException e) {
      throw new MailNotAuthorised(Kind.PROVIDER_SILENT, "The provider answered " + status);
    }
    String access = said.path("access_token").asString("");
    if (status == 200 && !access.isEmpty()) {
      String refresh = said.path("refresh_token").asString("");
      long refreshFor = said.path("refresh_token_expires_in").asLong(0);
      return new Tokens(
          access,
          Duration.ofSeconds(Math.max(60, said.path("expires_in").asLong(3_600))),
          refresh.isEmpty() ? null : refresh,
          refreshFor <= 0 ? null : Duration.ofSeconds(refreshFor));
    }
    if (status >= 500 || status == 429) {
      throw new MailNotAuthorised(Kind.PROVIDER_SILENT, "The provider answered " + status);
    }
    String why =
        said.path("error").asString("") + " " + said.path("error_description").asString("");
    throw new MailNotAuthorised(Kind.AUTHORISATION_ENDED, bounded(why));
  }

  private static String bounded(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
