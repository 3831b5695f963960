package helpdesk.channel.email.fetching;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.Mailbox;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.MailboxTrouble.Kind;
import helpdesk.channel.Mailboxes;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.shared.EmailAddress;
import helpdesktest.DatabaseTest;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class MailboxFetcherTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-20T08:30:00Z");
  private final GreenMail server =
      new GreenMail(new ServerSetup[] {setup("imap"), setup("imaps"), setup("smtp")});
  @Autowired MailboxFetcher fetcher;
  @Autowired Mailboxes mailboxes;
  @Autowired Channels channels;
  @Autowired Intake intake;
  @Autowired JdbcClient jdbc;
  private GreenMailUser user;
  private Channel channel;

  private static ServerSetup setup(String protocol) {
    ServerSetup setup = new ServerSetup(0, "localhost", protocol);
    setup.setServerStartupTimeout(20_000);
    return setup;
  }

  @BeforeEach
  void start() {
    server.start();
    String address = "help-" + UUID.randomUUID() + "@example.org";
    user = server.setUser(address, address, "secret");
    channel = channels.createEmail(new EmailAddress(address), null, null);
    mailboxes.change(channel.id(), imap("secret"), null);
  }

  @AfterEach
  void stop() {
    jdbc.sql("UPDATE channel SET active = false WHERE id = :id")
        .param("id", channel.id().value())
        .update();
    server.stop();
  }

  @Test
  void newMessagesAreFetchedOnceAsTheyAreAndStayUnread() throws Exception {
    String first = arrives("First");
    fetcher.fetch(channel.id());
    arrives("Second");
    fetcher.fetch(channel.id());
    fetcher.fetch(channel.id());

    assertThat(fetched()).extracting(InboundView::subject).containsExactly("Second", "First");
    InboundView oldest = fetched().get(1);
    assertThat(oldest.receivedAt()).isEqualTo(RECEIVED);
    try (InputStream raw = intake.raw(oldest.id())) {
      assertThat(new String(raw.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(first);
    }
    assertThat(inbox().getMessages()).noneMatch(m -> m.getFlags().contains(Flags.Flag.SEEN));
    Mailbox mailbox = mailboxes.byId(channel.id());
    assertThat(mailbox.trouble()).isNull();
    assertThat(mailbox.lastFetchedAt()).isNotNull();
    assertThat(mailbox.lastMessageAt()).isNotNull();
  }

  @Test
  void whatWasStoredBeforeACrashButNotBookedIsNotStoredAgain() throws Exception {
    arrives("Before the crash");
    fetcher.fetch(channel.id());
    jdbc.sql("UPDATE mailbox SET last_uid = 0 WHERE channel_id = :id")
        .param("id", channel.id().value())
        .update();

    fetcher.fetch(channel.id());

    assertThat(fetched()).hasSize(1);
  }

  @Test
  void aMailboxThatWasNumberedAnewIsReadFromItsBeginning() throws Exception {
    arrives("Numbered anew");
    fetcher.fetch(channel.id());
    jdbc.sql("UPDATE mailbox SET uid_validity = 1, last_uid = 4711 WHERE channel_id = :id")
        .param("id", channel.id().value())
        .update();
    arrives("And one more");

    fetcher.fetch(channel.id());

    assertThat(fetched()).extracting(InboundView::subject).contains("And one more");
    assertThat(fetched()).hasSize(2);
  }

  @Test
  void aMessageThatIsTooLargeIsQuarantinedWithItsHeadersAndTheNextIsTaken() throws Exception {
    String huge = "x".repeat(998) + "\r\n";
    StringBuilder body = new StringBuilder();
    for (long size = 0; size <= intake.largest().toBytes(); size += huge.length())
      body.append(huge);
    inbox().store(message("From: big@example.org\r\nSubject: Huge\r\n\r\n" + body));
    arrives("Small");

    fetcher.fetch(channel.id());

    assertThat(fetched()).hasSize(2);
    InboundView refused = fetched().get(1);
    assertThat(refused.state()).isEqualTo(InboundView.State.QUARANTINED);
    assertThat(refused.reason()).contains("still in the mailbox");
    assertThat(refused.sender()).isEqualTo("big@example.org");
    assertThat(refused.whole()).isFalse();
    assertThat(inbox().getMessageCount()).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsSaidInWordsAndForgottenWhenItWorksAgain() throws Exception {
    mailboxes.change(channel.id(), imap("wrong"), null);
    fetcher.fetch(channel.id());
    assertThat(trouble()).isEqualTo(Kind.LOGIN_REFUSED);

    mailboxes.change(channel.id(), imap("secret"), null);
    mailboxes.fetchFrom(channel.id(), "Nowhere");
    fetcher.fetch(channel.id());
    assertThat(trouble()).isEqualTo(Kind.FOLDER_MISSING);

    mailboxes.fetchFrom(channel.id(), "INBOX");
    server.stop();
    fetcher.fetch(channel.id());
    assertThat(trouble()).isEqualTo(Kind.NOTHING_ANSWERS);
    assertThat(mailboxes.byId(channel.id()).failingSince()).isNotNull();

    server.start();
    user = server.setUser(user.getEmail(), user.getLogin(), "secret");
    mailboxes.change(channel.id(), imap("secret"), null);
    arrives("Back");
    fetcher.fetch(channel.id());
    assertThat(trouble()).isNull();
    assertThat(fetched()).extracting(InboundView::subject).containsExactly("Back");
  }

  @Test
  void aTestSaysWhatIsWrongBeforeAnythingIsSaved() {
    assertThat(mailboxes.testImap(imap("secret"), "INBOX")).isEmpty();
    assertThat(found(imap("wrong"))).isEqualTo(Kind.LOGIN_REFUSED);
    assertThat(found(at(server.getImap().getPort(), Security.STARTTLS)))
        .isEqualTo(Kind.NO_STARTTLS);
    assertThat(found(at(server.getImaps().getPort(), Security.TLS)))
        .isEqualTo(Kind.CERTIFICATE_UNTRUSTED);
    assertThat(found(at(server.getImap().getPort(), Security.TLS))).isEqualTo(Kind.NO_TLS);
    assertThat(mailboxes.testSmtp(at(server.getSmtp().getPort(), Security.NONE))).isEmpty();
    MailServer nowhere =
        new MailServer("no-such-host.invalid", 25, Security.NONE, "user", "password");
    assertThat(mailboxes.testSmtp(nowhere))
        .hasValueSatisfying(t -> assertThat(t.kind()).isEqualTo(Kind.HOST_UNKNOWN));
  }

  @Test
  void passwordsAreSealedInTheDatabaseAndAppearInNoText() {
    byte[] stored =
        jdbc.sql("SELECT imap_password FROM mailbox WHERE channel_id = :id")
            .param("id", channel.id().value())
            .query(byte[].class)
            .single();

    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(mailboxes.imapOf(channel.id())).contains(imap("secret"));
    assertThat(mailboxes.byId(channel.id()).toString()).doesNotContain("secret");
  }

  private String arrives(String subject) throws Exception {
    String text =
        "From: kim@example.org\r\nMessage-ID: <%s@example.org>\r\nSubject: %s\r\n\r\nHello\r\n"
            .formatted(UUID.randomUUID(), subject);
    inbox().appendMessage(message(text), new Flags(), Date.from(RECEIVED));
    return text;
  }

  private MailFolder inbox() throws Exception {
    return server.getManagers().getImapHostManager().getInbox(user);
  }

  private static MimeMessage message(String text) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<InboundView> fetched() throws IOException {
    return intake.list(null, null, 50).stream()
        .filter(m -> m.source().equals("imap:" + channel.id()))
        .toList();
  }

  private Kind found(MailServer wrong) {
    return mailboxes.testImap(wrong, "INBOX").orElseThrow().kind();
  }

  private @Nullable Kind trouble() {
    MailboxTrouble trouble = mailboxes.byId(channel.id()).trouble();
    return trouble == null ? null : trouble.kind();
  }

  private MailServer imap(String password) {
    return new MailServer(
        "localhost", server.getImap().getPort(), Security.NONE, user.getLogin(), password);
  }

  private MailServer at(int port, Security security) {
    return new MailServer("localhost", port, security, user.getLogin(), "secret");
  }
}
