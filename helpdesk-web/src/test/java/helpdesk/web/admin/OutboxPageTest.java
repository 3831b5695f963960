package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import helpdesktest.ScriptedSmtp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class OutboxPageTest {
  private static final String PASSWORD = "a quiet harbour";
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @LocalServerPort int port;
  final ScriptedSmtp server = new ScriptedSmtp();
  final String word = UUID.randomUUID().toString().substring(0, 8);
  Agent boss;

  @BeforeEach
  void hire() {
    boss = hire("Boss", Role.ADMINISTRATOR);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void onlyAdministratorsSeeTheOutbox() {
    Agent agent = hire("Agent", Role.AGENT);
    Visitor visitor = new Visitor(port).signIn(agent.email().value(), PASSWORD);

    assertThat(visitor.get("/admin/outbox").statusCode()).isEqualTo(403);
  }

  @Test
  void aFailedMailIsSentAgainByItsButtonWithoutScript() {
    server.answer("RCPT", "550 5.1.1 No such user");
    TicketNumber ticket = reply("Wrong address", mailbox("a", server.port()));
    awaitState(ticket, "failed");
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    assertThat(visitor.get("/admin/outbox?state=failed").body())
        .contains("Wrong address " + word, "550 5.1.1 No such user");

    server.relent();
    long id = Objects.requireNonNull(lastMessage(ticket).delivery()).outboundId();
    visitor.post("/admin/outbox?state=failed", "/admin/outbox/" + id + "/attempts", Map.of());

    awaitState(ticket, "sent");
    assertThat(visitor.get("/admin/outbox?state=nonsense").statusCode()).isEqualTo(422);
  }

  @Test
  @ExtendWith(Browser.class)
  void theOpenPageFollowsAMailFromWaitingToSent(Windows windows) {
    server.answer("RCPT", "450 4.7.1 Greylisted, please come back in five minutes");
    TicketNumber grey = reply("Where is my parcel?", mailbox("grey", server.port()));
    awaitState(grey, "deferred");
    reply("Size chart for the wool jumper", mailbox("none", null));
    server.answer("RCPT", "550 5.1.1 <kim@customer.example>: Recipient address rejected");
    awaitState(reply("Refund for order 4711", mailbox("bad", server.port())), "failed");
    server.relent();
    awaitState(reply("Thank you for the quick help", mailbox("good", server.port())), "sent");

    String address = "http://localhost:" + port;
    Page page = windows.signIn(Look.DESKTOP, address, boss.email().value(), PASSWORD);
    page.navigate(address + "/admin/outbox");
    Locator row =
        page.locator("tr", new Page.LocatorOptions().setHasText("Where is my parcel? " + word));
    PlaywrightAssertions.assertThat(row).containsText("Trying again");
    Browser.assertAccessible(page);
    Browser.shoot(page, "outbox");
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
    Browser.assertAccessible(page);
    Browser.shoot(page, "outbox-dark");

    row.locator("button").click();
    PlaywrightAssertions.assertThat(row).containsText("Sent");

    Page phone = windows.signIn(Look.PHONE.in("sv"), address, boss.email().value(), PASSWORD);
    phone.navigate(address + "/admin/outbox");
    PlaywrightAssertions.assertThat(phone.locator("h1")).hasText("Utgående e-post");
    Browser.assertNothingOverflows(phone);
    Browser.shoot(phone, "outbox-phone-sv");
  }

  private void awaitState(TicketNumber ticket, String state) {
    await()
        .untilAsserted(
            () -> {
              TicketView.Delivery delivery = lastMessage(ticket).delivery();
              assertThat(delivery).isNotNull();
              assertThat(delivery.state()).isEqualTo(state);
            });
  }

  private TicketView.Message lastMessage(TicketNumber ticket) {
    List<TicketView.Message> messages = reader.byNumber(ticket).messages();
    return messages.get(messages.size() - 1);
  }

  private TicketNumber reply(String subject, Channel mailbox) {
    TicketNumber ticket =
        desk.open(
            new OpenTicket(
                ChannelKind.EMAIL,
                mailbox.id(),
                subject + " " + word,
                "Please help.",
                null,
                new Party("Kim", new EmailAddress("kim@customer.example")),
                Priority.NORMAL,
                List.of(),
                null,
                null,
                null,
                null));
    desk.reply(desk.idOf(ticket), boss, WriteReply.text("Here you are."));
    return ticket;
  }

  private Channel mailbox(String name, @Nullable Integer smtpPort) {
    EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
    Channel channel = channels.createEmail(address, "Harbour Lane", null);
    if (smtpPort != null) {
      mailboxes.change(
          channel.id(),
          null,
          new MailServer("127.0.0.1", smtpPort, MailServer.Security.NONE, null, null));
    }
    return channel;
  }

  private Agent hire(String name, Role role) {
    EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
    return agents.create(address, name, role, PASSWORD);
  }
}
