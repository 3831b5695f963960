package helpdesk.channel;

import helpdesk.agent.AgentId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What providers let us do, sealed; who was sent to them; and which node renews just now. */
@Repository
class OAuthGrants {
  private static final Duration ATTEMPT_SERVES = Duration.ofMinutes(10);
  private static final Duration RENEWAL_TAKES = Duration.ofSeconds(30);
  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final Clock clock;

  OAuthGrants(JdbcClient jdbc, Secrets secrets, Clock clock) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** One mailbox's permission. */
  record Grant(
      MailLogin login,
      String clientId,
      @Nullable String clientSecret,
      @Nullable String refresh,
      @Nullable String access,
      @Nullable Instant accessUntil,
      @Nullable Instant refreshUntil,
      @Nullable Instant authorisedAt,
      @Nullable Instant endedAt,
      @Nullable String endedWhy) {
    @Override
    public String toString() {
      return "grant";
    }
  }

  /** Somebody on the way back from a provider. */
  record Attempt(ChannelId channel, String verifier) {}

  Optional<Grant> find(ChannelId channel) {
    return jdbc.sql(
            """
            SELECT m.login, o.* FROM mailbox_oauth o JOIN mailbox m ON m.channel_id = o.channel_id
             WHERE o.channel_id = :id
            """)
        .param("id", channel.value())
        .query(
            (row, n) ->
                new Grant(
                    MailLogin.of(row.getString("login")),
                    row.getString("client_id"),
                    open(row.getBytes("client_secret")),
                    open(row.getBytes("refresh_token")),
                    open(row.getBytes("access_token")),
                    Sql.instantOrNull(row, "access_until"),
                    Sql.instantOrNull(row, "refresh_until"),
                    Sql.instantOrNull(row, "authorised_at"),
                    Sql.instantOrNull(row, "ended_at"),
                    row.getString("ended_why")))
        .optional();
  }

  /** Another client's permission is none of the old one's. A secret that is null stays. */
  void client(ChannelId channel, String clientId, @Nullable String secret) {
    jdbc.sql(
            """
            INSERT INTO mailbox_oauth AS o (channel_id, client_id, client_secret) VALUES (:id, :client, :secret)
            ON CONFLICT (channel_id) DO UPDATE SET client_id = excluded.client_id,
              client_secret = CASE WHEN excluded.client_secret IS NOT NULL THEN excluded.client_secret
                                   WHEN o.client_id = excluded.client_id THEN o.client_secret END,
              refresh_token = CASE WHEN o.client_id = excluded.client_id THEN o.refresh_token END,
              access_token = CASE WHEN o.client_id = excluded.client_id THEN o.access_token END
            """)
        .param("id", channel.value())
        .param("client", clientId)
        .param("secret", seal(secret))
        .update();
  }

  /** With another provider the old one's tokens are worth nothing. */
  void forget(ChannelId channel) {
    jdbc.sql("DELETE FROM mailbox_oauth WHERE channel_id = :id")
        .param("id", channel.value())
        .update();
  }

  void begin(String state, ChannelId channel, AgentId agent, String verifier) {
    jdbc.sql("DELETE FROM mailbox_oauth_attempt WHERE begun_at < :old")
        .param("old", Sql.at(clock.instant().minus(ATTEMPT_SERVES)))
        .update();
    jdbc.sql(
            """
            INSERT INTO mailbox_oauth_attempt (state_hash, channel_id, agent_id, verifier, begun_at)
            VALUES (:state, :id, :agent, :verifier, :now)
            """)
        .param("state", Tokens.hash(state))
        .param("id", channel.value())
        .param("agent", agent.value())
        .param("verifier", seal(verifier))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** Each state serves once, for the person who set out, for ten minutes. */
  Optional<Attempt> end(String state, AgentId agent) {
    return jdbc.sql(
            """
            DELETE FROM mailbox_oauth_attempt
             WHERE state_hash = :state AND agent_id = :agent AND begun_at >= :old
            RETURNING channel_id, verifier
            """)
        .param("state", Tokens.hash(state))
        .param("agent", agent.value())
        .param("old", Sql.at(clock.instant().minus(ATTEMPT_SERVES)))
        .query(
            (row, n) ->
                new Attempt(
                    new ChannelId(row.getLong("channel_id")),
                    secrets.open(row.getBytes("verifier"))))
        .optional();
  }

  /** Whether this node may renew: nobody else does, and nobody did since we looked. */
  boolean claim(ChannelId channel, @Nullable Instant seenUntil) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                UPDATE mailbox_oauth SET renewing_until = :until
                 WHERE channel_id = :id AND (renewing_until IS NULL OR renewing_until < :now)
                   AND access_until IS NOT DISTINCT FROM CAST(:seen AS timestamptz)
                """)
            .param("id", channel.value())
            .param("until", Sql.at(now.plus(RENEWAL_TAKES)))
            .param("now", Sql.at(now))
            .param("seen", Sql.atOrNull(seenUntil))
            .update()
        == 1;
  }

  /** Keeps what the provider handed out; a refresh token that it did not change stays. */
  void keep(ChannelId channel, TokenEndpoint.Tokens tokens, boolean authorised) {
    Instant now = clock.instant();
    Duration refreshFor = tokens.refreshFor();
    jdbc.sql(
            """
            UPDATE mailbox_oauth SET access_token = :access, access_until = :until,
                   refresh_token = coalesce(CAST(:refresh AS bytea), refresh_token),
                   refresh_until = coalesce(CAST(:refreshUntil AS timestamptz), refresh_until),
                   authorised_at = CASE WHEN :authorised THEN :now ELSE authorised_at END,
                   ended_at = NULL, ended_why = NULL, renewing_until = NULL
             WHERE channel_id = :id
            """)
        .param("id", channel.value())
        .param("access", seal(tokens.access()))
        .param("until", Sql.at(now.plus(tokens.accessFor())))
        .param("refresh", seal(tokens.refresh()))
        .param("refreshUntil", refreshFor == null ? null : Sql.at(now.plus(refreshFor)))
        .param("authorised", authorised)
        .param("now", Sql.at(now))
        .update();
  }

  /** The provider took the permission back. */
  void ended(ChannelId channel, String why) {
    jdbc.sql(
            """
            UPDATE mailbox_oauth SET ended_at = :now, ended_why = :why, renewing_until = NULL
             WHERE channel_id = :id
            """)
        .param("id", channel.value())
        .param("now", Sql.at(clock.instant()))
        .param("why", why)
        .update();
  }

  void release(ChannelId channel) {
    jdbc.sql("UPDATE mailbox_oauth SET renewing_until = NULL WHERE channel_id = :id")
        .param("id", channel.value())
        .update();
  }

  private byte @Nullable [] seal(@Nullable String plain) {
    return plain == null ? null : secrets.seal(plain);
  }

  private @Nullable String open(byte @Nullable [] sealed) {
    return sealed == null ? null : secrets.open(sealed);
  }
}
