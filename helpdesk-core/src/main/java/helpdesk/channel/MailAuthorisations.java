package helpdesk.channel;

import helpdesk.agent.AgentId;
import helpdesk.channel.MailboxTrouble.Kind;
import helpdesk.channel.OAuthGrants.Grant;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.shared.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Mailboxes that a provider lets us into (OAuth 2, RFC 6749 and 7636). Tokens are renewed by one
 * node at a time, because some providers take the old refresh token back at once.
 */
@Service
public class MailAuthorisations {
  private static final Duration TOO_CLOSE = Duration.ofMinutes(1);
  private static final int LOOKS = 100;
  private static final long BETWEEN_LOOKS_MILLIS = 150;
  private final OAuthGrants grants;
  private final OAuthProviders providers;
  private final TokenEndpoint endpoint;
  private final Channels channels;
  private final Clock clock;

  MailAuthorisations(
      OAuthGrants grants,
      OAuthProviders providers,
      TokenEndpoint endpoint,
      Channels channels,
      Clock clock) {
    this.grants = grants;
    this.providers = providers;
    this.endpoint = endpoint;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * Where a mailbox's permission stands.
   *
   * @param authorisedAt when somebody allowed it, null if nobody has yet
   * @param accessUntil until when the present token serves; it is renewed before
   * @param refreshUntil until when it can be renewed, null if the provider does not say
   * @param endedAt when the provider took it back, null while it stands
   */
  public record Standing(
      String clientId,
      boolean hasSecret,
      @Nullable Instant authorisedAt,
      @Nullable Instant accessUntil,
      @Nullable Instant refreshUntil,
      @Nullable Instant endedAt,
      @Nullable String endedWhy) {}

  /** Where the mailbox's permission stands, empty if it has no client yet. */
  public Optional<Standing> standing(ChannelId channel) {
    return grants
        .find(channel)
        .map(
            g ->
                new Standing(
                    g.clientId(),
                    g.clientSecret() != null,
                    g.refresh() == null ? null : g.authorisedAt(),
                    g.accessUntil(),
                    g.refreshUntil(),
                    g.endedAt(),
                    g.endedWhy()));
  }

  /**
   * Says as which client we ask the provider.
   *
   * @param secret null to keep the one there is, if it is the same client
   */
  public void client(ChannelId channel, String clientId, @Nullable String secret) {
    grants.client(channel, clientId.strip(), secret);
  }

  /**
   * Sends somebody to the provider.
   *
   * @param back where the provider sends them afterwards, as registered there
   * @return where the browser goes now
   * @throws DomainException (invalid) if the mailbox does not sign in through a provider
   */
  public URI begin(ChannelId channel, AgentId agent, URI back) {
    Grant grant =
        grants
            .find(channel)
            .filter(g -> g.login().byToken())
            .orElseThrow(MailAuthorisations::noClient);
    String state = Tokens.random();
    String verifier = base64(Tokens.randomBytes(48));
    grants.begin(state, channel, agent, verifier);
    OAuthProviders.Endpoints at = providers.of(grant.login());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", grant.clientId());
    query.put("redirect_uri", back.toString());
    query.put("scope", at.scope());
    query.put("state", state);
    query.put("code_challenge", challenge(verifier));
    query.put("code_challenge_method", "S256");
    query.put("access_type", "offline");
    query.put("prompt", "consent");
    query.put("login_hint", Objects.toString(channels.byId(channel).address(), ""));
    return URI.create(at.authorize() + "?" + TokenEndpoint.encode(query));
  }

  /**
   * Takes up what somebody brings back from the provider.
   *
   * @return the mailbox
   * @throws DomainException (invalid) if the state is not theirs, served before, or is too old
   * @throws MailNotAuthorised if the provider gives no tokens for the code
   */
  public ChannelId finish(String state, String code, AgentId agent, URI back)
      throws MailNotAuthorised {
    OAuthGrants.Attempt attempt =
        grants
            .end(state, agent)
            .orElseThrow(
                () ->
                    new DomainException(
                        DomainException.Kind.INVALID, "This sign-in has expired. Begin it again."));
    Grant grant = grants.find(attempt.channel()).orElseThrow(MailAuthorisations::noClient);
    Map<String, String> form = form(grant, "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", back.toString());
    form.put("code_verifier", attempt.verifier());
    TokenEndpoint.Tokens tokens = endpoint.ask(providers.of(grant.login()).token(), form);
    if (tokens.refresh() == null) {
      throw new MailNotAuthorised(
          Kind.NOT_AUTHORISED, "The provider gave no permission that lasts");
    }
    grants.keep(attempt.channel(), tokens, true);
    return attempt.channel();
  }

  /** What becomes of an attempt that the person or the provider broke off. */
  public Optional<ChannelId> abandoned(String state, AgentId agent) {
    return grants.end(state, agent).map(OAuthGrants.Attempt::channel);
  }

  /**
   * The server with what opens it now: as it is with a password, with a fresh token otherwise.
   *
   * @throws MailNotAuthorised if there is none
   */
  public MailServer ready(ChannelId channel, MailServer server) throws MailNotAuthorised {
    if (!server.byToken()) return server;
    Grant grant = usable(channel);
    Instant until = grant.accessUntil();
    String access = grant.access();
    boolean fresh = until != null && until.minus(TOO_CLOSE).isAfter(clock.instant());
    return server.withToken(fresh && access != null ? access : renew(channel, grant));
  }

  /**
   * The server with a token that is newer than the one it just refused.
   *
   * @throws MailNotAuthorised if there is none
   */
  public MailServer renewed(ChannelId channel, MailServer refused) throws MailNotAuthorised {
    Grant grant = usable(channel);
    String access = grant.access();
    boolean other = access != null && !access.equals(refused.password());
    return refused.withToken(other ? access : renew(channel, grant));
  }

  private Grant usable(ChannelId channel) throws MailNotAuthorised {
    Grant grant = grants.find(channel).orElse(null);
    if (grant == null || grant.refresh() == null) {
      throw new MailNotAuthorised(Kind.NOT_AUTHORISED, "Nobody has allowed it yet");
    }
    if (grant.endedAt() != null) {
      throw new MailNotAuthorised(
          Kind.AUTHORISATION_ENDED, Objects.toString(grant.endedWhy(), "It was taken back"));
    }
    return grant;
  }

  private String renew(ChannelId channel, Grant grant) throws MailNotAuthorised {
    if (!grants.claim(channel, grant.accessUntil())) return renewedElsewhere(channel, grant);
    try {
      Map<String, String> form = form(grant, "refresh_token");
      form.put("refresh_token", Objects.requireNonNull(grant.refresh()));
      TokenEndpoint.Tokens tokens = endpoint.ask(providers.of(grant.login()).token(), form);
      grants.keep(channel, tokens, false);
      return tokens.access();
    } catch (MailNotAuthorised e) {
      if (e.kind() == Kind.AUTHORISATION_ENDED) {
        grants.ended(channel, Objects.toString(e.getMessage(), ""));
      } else {
        grants.release(channel);
      }
      throw e;
    }
  }

  private String renewedElsewhere(ChannelId channel, Grant before) throws MailNotAuthorised {
    for (int look = 0; look < LOOKS; look++) {
      Grant now = usable(channel);
      String access = now.access();
      if (access != null && !access.equals(before.access())) return access;
      try {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new MailNotAuthorised(Kind.PROVIDER_SILENT, "Another node is still asking");
  }

  private static Map<String, String> form(Grant grant, String type) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", type);
    form.put("client_id", grant.clientId());
    String secret = grant.clientSecret();
    if (secret != null) form.put("client_secret", secret);
    return form;
  }

  private static String challenge(String verifier) {
    return base64(Tokens.sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static DomainException noClient() {
    return new DomainException(
        DomainException.Kind.INVALID, "Say first through which provider this mailbox signs in.");
  }
}
