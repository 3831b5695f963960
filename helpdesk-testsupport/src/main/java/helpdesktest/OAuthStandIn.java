package helpdesktest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider of our own: asks people whether they allow it and hands out tokens, as Google and
 * Microsoft do, changes the refresh token each time, and tells Dovecot whom an access token belongs
 * to.
 */
public final class OAuthStandIn implements AutoCloseable {
  private final AtomicInteger renewals = new AtomicInteger();
  private final HttpServer server;
  private final String user;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();
  private volatile String refresh = "";
  private volatile String access = "";
  private volatile boolean revoked;

  /**
   * @param user whose tokens it hands out
   */
  public OAuthStandIn(String user) {
    this.user = user;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/authorize", this::ask);
    server.createContext("/token", this::token);
    server.createContext("/tokeninfo", this::info);
    server.start();
  }

  /** Where it is: {@code /authorize}, {@code /token} or {@code /tokeninfo}. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Somebody said yes: the code that they bring back. */
  public String allow(String challenge) {
    String code = UUID.randomUUID().toString();
    challenges.put(code, challenge);
    revoked = false;
    return code;
  }

  /** From now on nothing that was handed out is worth anything. */
  public void revoke() {
    revoked = true;
    access = "";
  }

  /** The access token is worth nothing before its time. */
  public void forgetAccess() {
    access = "";
  }

  /** How often somebody asked for a new access token. */
  public int renewals() {
    return renewals.get();
  }

  /** The page on which somebody says yes or no. */
  private void ask(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String back = asked.get("redirect_uri") + "?state=" + asked.get("state");
    String page =
        "<!doctype html><html lang=en><title>Provider</title><link rel=icon href='data:,'><h1>May %s read your mail?</h1>"
            + "<p><a href='%s&code=%s'>Allow</a> <a href='%s&error=access_denied'>Refuse</a>";
    answer(
        exchange,
        200,
        "text/html",
        page.formatted(
            asked.get("client_id"), back, allow(asked.getOrDefault("code_challenge", "")), back));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean good =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" ->
              challenge(form.getOrDefault("code_verifier", ""))
                  .equals(challenges.remove(form.getOrDefault("code", "")));
          case "refresh_token" -> renews(form);
          default -> false;
        };
    if (!good || revoked) {
      answer(
          exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token revoked\"}");
      return;
    }
    access = "access-" + UUID.randomUUID();
    refresh = "refresh-" + UUID.randomUUID();
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
            .formatted(access, refresh));
  }

  /** An old refresh token serves once only. */
  private boolean renews(Map<String, String> form) {
    renewals.incrementAndGet();
    return refresh.equals(form.get("refresh_token"));
  }

  private void info(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean known = !access.isEmpty() && query.endsWith("access_token=" + access);
    answer(
        exchange,
        known ? 200 : 401,
        known
            ? "{\"email\":\"%s\",\"active\":\"true\"}".formatted(user)
            : "{\"error\":\"invalid_token\"}");
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The fields of a query or a form. */
  public static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) form.put(pair.substring(0, at), decode(pair.substring(at + 1)));
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, "application/json", json);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
