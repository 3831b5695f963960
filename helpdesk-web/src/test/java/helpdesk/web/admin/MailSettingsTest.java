package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.ChannelSettings;
import helpdesk.channel.Channels;
import helpdesk.channel.ClosedReply;
import helpdesk.channel.MailImports;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Origin;
import helpdesk.web.WebTest;
import helpdesk.web.shell.SignedInAgent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@WebTest
class MailSettingsTest {
  @Autowired MockMvcTester mvc;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired MailImports imports;
  @Autowired Intake intake;
  private RequestPostProcessor administrator;

  @BeforeEach
  void signIn() {
    administrator = as(Role.ADMINISTRATOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/mailboxes",
        "/admin/mailboxes/new",
        "/admin/inbound",
        "/admin/import"
      })
  void aPageIsForAdministratorsAndSpeaksTheirLanguage(String page) {
    assertThat(mvc.get().uri(page).with(administrator).header("Accept-Language", "sv"))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("??", "style=")
        .contains("<html lang=\"sv\"");
    assertThat(mvc.get().uri(page).with(as(Role.AGENT))).hasStatus(403);
  }

  @Test
  void aMailboxIsAddedAndItsPasswordIsKeptButNeverShown() {
    String address = "help-" + UUID.randomUUID() + "@example.org";

    assertThat(
            mvc.post()
                .uri("/admin/mailboxes/new")
                .with(administrator)
                .with(csrf())
                .param("address", address)
                .param("active", "on")
                .param("folder", "INBOX")
                .param("imapHost", "imap.invalid")
                .param("imapPort", "993")
                .param("imapSecurity", "tls")
                .param("imapUser", "kim")
                .param("imapPassword", "hush-hush"))
        .hasStatus3xxRedirection();
    var channel = channels.byAddress(new EmailAddress(address)).orElseThrow();
    String page = "/admin/mailboxes/" + channel.id();
    assertThat(mvc.get().uri(page).with(administrator))
        .bodyText()
        .contains(address, "imap.invalid")
        .doesNotContain("hush-hush");
    assertThat(
            mvc.post()
                .uri(page)
                .with(administrator)
                .with(csrf())
                .param("imapHost", "imap.invalid")
                .param("imapPort", "143")
                .param("imapSecurity", "starttls")
                .param("imapUser", "kim")
                .param("imapPassword", ""))
        .hasStatus3xxRedirection();
    assertThat(mailboxes.imapOf(channel.id()))
        .contains(
            new MailServer("imap.invalid", 143, MailServer.Security.STARTTLS, "kim", "hush-hush"));
    assertThat(channels.byId(channel.id()).active()).isFalse();
  }

  @Test
  void whatIsSetAboutAMailboxIsKeptAndWhatCannotBeIsSaid() {
    var channel =
        channels.createEmail(
            new EmailAddress("help-" + UUID.randomUUID() + "@example.org"), null, null);
    String page = "/admin/mailboxes/" + channel.id();
    assertThat(
            mvc.post()
                .uri(page)
                .with(administrator)
                .with(csrf())
                .param("displayName", "Harbour Lane")
                .param("signature", "{agent} at {mailbox}")
                .param("ratingLinks", "on")
                .param("acknowledge", "on")
                .param("defaultTags", "Parcel, lost ")
                .param("promise", "4")
                .param("promiseUnit", "hours")
                .param("closedReply", "new")
                .param("after", "move")
                .param("afterFolder", "Done"))
        .hasStatus3xxRedirection();

    ChannelSettings settings = channels.byId(channel.id()).settings();
    assertThat(settings)
        .isEqualTo(
            channel
                .settings()
                .change()
                .active(false)
                .displayName("Harbour Lane")
                .signature("{agent} at {mailbox}")
                .ratingLinks(true)
                .acknowledge(true)
                .defaultTags(List.of("parcel", "lost"))
                .promise(Duration.ofHours(4))
                .closedReply(ClosedReply.NEW)
                .done());
    assertThat(mailboxes.byId(channel.id()).after().folder()).isEqualTo("Done");
    assertThat(mvc.get().uri(page).with(administrator))
        .bodyText()
        .contains("{agent} at {mailbox}", "parcel, lost", "value=\"Done\"");
    assertThat(
            mvc.post()
                .uri(page)
                .with(administrator)
                .with(csrf())
                .param("defaultTags", "x".repeat(61))
                .param("promise", "soon")
                .param("after", "move"))
        .hasStatus(422)
        .bodyText()
        .contains("A tag has at most", "A whole number", "Say which folder");
  }

  @Test
  void aTestSaysWhatIsWrongWithAServer() {
    assertThat(
            mvc.post()
                .uri("/admin/mailboxes/test")
                .with(administrator)
                .with(csrf())
                .header("HX-Request", "true")
                .param("imapHost", "no-such-host.invalid")
                .param("imapUser", "kim")
                .param("imapPassword", "x")
                .param("imapPort", "993"))
        .hasStatusOk()
        .bodyText()
        .contains("There is no host called no-such-host.invalid.")
        .doesNotContain("<html");
  }

  @Test
  void aQuarantinedMessageIsListedWithItsReasonDownloadedAsTextAndTriedAgain() {
    String subject = "Odd " + UUID.randomUUID();
    String text = "Subject: " + subject + "\r\n\r\n<script>alert(1)</script>";
    long id =
        intake.store(
            new Intake.Arrival("unheard-of", null, null, Origin.INBOUND, Instant.EPOCH, null),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(intake.await(id, Duration.ofSeconds(20)).state())
        .isEqualTo(InboundView.State.QUARANTINED);

    assertThat(mvc.get().uri("/admin/inbound").with(administrator))
        .bodyText()
        .contains(subject, "Nothing here understands");
    assertThat(mvc.get().uri("/admin/inbound/" + id + "/raw").with(administrator))
        .hasContentType("text/plain")
        .bodyText()
        .isEqualTo(text);
    assertThat(mvc.get().uri("/admin/inbound/" + id + "/raw").with(administrator))
        .headers()
        .hasValue("X-Content-Type-Options", "nosniff")
        .hasHeaderSatisfying(
            "Content-Disposition", values -> assertThat(values.get(0)).startsWith("attachment"));
    assertThat(
            mvc.post().uri("/admin/inbound/" + id + "/attempts").with(administrator).with(csrf()))
        .hasStatus3xxRedirection();
  }

  @Test
  void uploadedMailIsImportedAndTheSecondUploadChangesNothing() {
    String id = UUID.randomUUID() + "@example.org";
    String mbox =
        """
        From kim@example.org  Mon Sep  2 12:32:39 2002
        From: Kim <kim@example.org>
        To: help@example.org
        Message-ID: <%1$s>
        Subject: Lost parcel %1$s

        Where is it?

        From lee@example.org  Mon Sep  2 13:32:39 2002
        From: Lee <lee@example.org>
        To: help@example.org
        Message-ID: <2-%1$s>
        In-Reply-To: <%1$s>
        Subject: Re: Lost parcel

        I wonder, too.
        """
            .formatted(id);

    long first = upload(mbox);
    assertThat(imports.byId(first).detail())
        .containsEntry("processed", 2)
        .containsEntry("tickets", 1);
    long second = upload(mbox);
    assertThat(imports.byId(second).detail())
        .containsEntry("processed", 0)
        .containsEntry("known", 2);
    assertThat(mvc.get().uri("/admin/import/" + first).with(administrator))
        .hasStatusOk()
        .bodyText()
        .contains("Lost parcel " + id, "/tickets/", "Taken in</dt>")
        .doesNotContain("??");
    assertThat(mvc.get().uri("/admin/import").with(administrator)).bodyText().contains("old.mbox");
  }

  private long upload(String mbox) {
    MockMultipartFile file =
        new MockMultipartFile("files", "old.mbox", null, mbox.getBytes(StandardCharsets.UTF_8));
    var started =
        mvc.post()
            .uri("/admin/import")
            .multipart()
            .file(file)
            .param("openThreads", "on")
            .with(administrator)
            .with(csrf())
            .exchange();
    String location = started.getResponse().getHeader("Location");
    assertThat(location).startsWith("/admin/import/");
    long job = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    await().atMost(Duration.ofSeconds(60)).until(() -> imports.byId(job).finished());
    return job;
  }

  private RequestPostProcessor as(Role role) {
    EmailAddress address = new EmailAddress(UUID.randomUUID() + "@example.org");
    Agent agent = agents.create(address, "Amina", role, null);
    SignedInAgent principal = new SignedInAgent(agent.id(), address.value(), role);
    String[] held =
        role == Role.ADMINISTRATOR
            ? new String[] {"ROLE_AGENT", "ROLE_MANAGER", "ROLE_ADMINISTRATOR"}
            : new String[] {"ROLE_AGENT"};
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(
            principal, null, AuthorityUtils.createAuthorityList(held)));
  }
}
