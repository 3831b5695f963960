package helpdesk.channel.email.fetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailAuthorisations;
import helpdesk.channel.MailLogin;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.MailboxAlarm;
import helpdesk.channel.MailboxAlarms;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.MailboxTrouble.Kind;
import helpdesk.channel.Mailboxes;
import helpdesk.channel.email.MailSessions;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesktest.DatabaseTest;
import helpdesktest.OAuthStandIn;
import helpdesktest.RealMailServers;
import helpdesktest.RealMailServers.Extras;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Certificates and providers' tokens, with a real Dovecot and a real Postfix. */
@DatabaseTest
class MailboxLoginTest {
  private static final String ADDRESS = "oauth-" + UUID.randomUUID() + "@desk.example";
  private static final URI BACK = URI.create("https://desk.example/admin/mailboxes/authorised");
  private static final OAuthStandIn PROVIDER = new OAuthStandIn(ADDRESS);
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired MailAuthorisations authorisations;
  @Autowired MailboxAlarms alarms;
  @Autowired MailboxFetcher fetcher;
  @Autowired Agents agents;
  @Autowired JdbcClient jdbc;
  private @Nullable Channel channel;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("helpdesk.mail.oauth.google.token", () -> PROVIDER.url("/token"));
    properties.add("helpdesk.mail.oauth.google.authorize", () -> PROVIDER.url("/authorize"));
  }

  @AfterEach
  void leave() {
    if (channel == null) return;
    channels.change(channel.id(), channel.settings().change().active(false).done());
  }

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  @Test
  void aCertificateMustBeOfATrustedAuthorityAndForTheHostsName() {
    try (RealMailServers servers = RealMailServers.with(Extras.TLS, ADDRESS)) {
      Connections strangers = new Connections(new MailSessions(""));
      Connections trusting = new Connections(new MailSessions(servers.authority().toString()));
      for (MailServer imap :
          List.of(
              server("localhost", servers.imapPort(), Security.STARTTLS),
              server("localhost", servers.imapsPort(), Security.TLS))) {
        assertThat(trusting.imap(imap, "INBOX")).isEmpty();
        assertThat(kind(strangers.imap(imap, "INBOX").orElse(null)))
            .isEqualTo(Kind.CERTIFICATE_UNTRUSTED);
      }
      MailServer otherName = server("127.0.0.1", servers.imapsPort(), Security.TLS);
      assertThat(kind(trusting.imap(otherName, "INBOX").orElse(null)))
          .isEqualTo(Kind.CERTIFICATE_NAME);
      MailServer smtp =
          new MailServer("localhost", servers.smtpPort(), Security.STARTTLS, null, null);
      assertThat(trusting.smtp(smtp)).isEmpty();
      assertThat(kind(strangers.smtp(smtp).orElse(null))).isEqualTo(Kind.CERTIFICATE_UNTRUSTED);
    }
  }

  @Test
  void aProvidersTokenOpensTheMailboxIsRenewedAndItsEndIsSaidUntilSomebodyAllowsItAgain()
      throws Exception {
    Agent ada =
        agents.create(
            new EmailAddress(UUID.randomUUID() + "@desk.example"), "Ada", Role.ADMINISTRATOR, null);
    Extras extras = new Extras(false, PROVIDER.url("/tokeninfo?access_token="));
    try (RealMailServers servers = RealMailServers.with(extras, ADDRESS)) {
      channel = channels.createEmail(new EmailAddress(ADDRESS), null, null);
      mailboxes.signInBy(channel.id(), MailLogin.GOOGLE);
      authorisations.client(channel.id(), "our-client", "hush");
      mailboxes.change(
          channel.id(),
          new MailServer("localhost", servers.imapPort(), Security.NONE, ADDRESS, null, true),
          null);
      fetcher.fetch(channel.id());
      assertThat(trouble()).isEqualTo(Kind.NOT_AUTHORISED);

      allow(ada);
      servers.deliver(ADDRESS, List.of("Subject: First\r\n\r\nHello"));
      assertThat(fetcher.fetch(channel.id())).isTrue();
      assertThat(stored()).isEqualTo(1);
      assertThat(new String(sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("refresh-");

      jdbc.sql("UPDATE mailbox_oauth SET access_until = now() - interval '1 hour'").update();
      servers.deliver(ADDRESS, List.of("Subject: After its time\r\n\r\nHello"));
      assertThat(fetcher.fetch(channel.id())).isTrue();
      assertThat(PROVIDER.renewals()).isEqualTo(1);

      PROVIDER.forgetAccess();
      servers.deliver(ADDRESS, List.of("Subject: Refused before its time\r\n\r\nHello"));
      assertThat(fetcher.fetch(channel.id())).isTrue();
      assertThat(PROVIDER.renewals()).isEqualTo(2);
      assertThat(stored()).isEqualTo(3);

      PROVIDER.revoke();
      assertThat(fetcher.fetch(channel.id())).isFalse();
      assertThat(trouble()).isEqualTo(Kind.AUTHORISATION_ENDED);
      alarms.check();
      alarms.check();
      assertThat(alarms.standing())
          .filteredOn(a -> a.channel().equals(channel.id()))
          .extracting(MailboxAlarm::kind)
          .containsExactly(MailboxAlarm.Kind.CREDENTIALS);
      assertThat(authorisations.standing(channel.id()).orElseThrow().endedWhy())
          .contains("Token revoked");

      allow(ada);
      servers.deliver(ADDRESS, List.of("Subject: Allowed again\r\n\r\nHello"));
      assertThat(fetcher.fetch(channel.id())).isTrue();
      alarms.check();
      assertThat(stored()).isEqualTo(4);
      assertThat(alarms.standing()).noneMatch(a -> a.channel().equals(channel.id()));
    }
  }

  /** Out to the provider and back again; the way back serves once, and only who set out. */
  private void allow(Agent ada) throws Exception {
    Agent other =
        agents.create(
            new EmailAddress(UUID.randomUUID() + "@desk.example"), "Bo", Role.ADMINISTRATOR, null);
    URI out = authorisations.begin(channel.id(), ada.id(), BACK);
    Map<String, String> asked = OAuthStandIn.form(out.getRawQuery());
    assertThat(asked)
        .containsEntry("redirect_uri", BACK.toString())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("login_hint", ADDRESS);
    String code = PROVIDER.allow(asked.get("code_challenge"));
    String state = asked.get("state");
    assertThatThrownBy(() -> authorisations.finish(state, code, other.id(), BACK))
        .isInstanceOf(DomainException.class);
    assertThat(authorisations.finish(state, code, ada.id(), BACK)).isEqualTo(channel.id());
    assertThatThrownBy(() -> authorisations.finish(state, code, ada.id(), BACK))
        .isInstanceOf(DomainException.class);
  }

  private byte[] sealed() {
    return jdbc.sql("SELECT refresh_token FROM mailbox_oauth WHERE channel_id = :id")
        .param("id", channel.id().value())
        .query(byte[].class)
        .single();
  }

  private int stored() {
    return jdbc.sql("SELECT count(*) FROM inbound_message WHERE channel_id = :id")
        .param("id", channel.id().value())
        .query(Integer.class)
        .single();
  }

  private @Nullable Kind trouble() {
    return kind(mailboxes.byId(channel.id()).trouble());
  }

  private static @Nullable Kind kind(@Nullable MailboxTrouble trouble) {
    return trouble == null ? null : trouble.kind();
  }

  private static MailServer server(String host, int port, Security security) {
    return new MailServer(host, port, security, ADDRESS, RealMailServers.PASSWORD);
  }
}
