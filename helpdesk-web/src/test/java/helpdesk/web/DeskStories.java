package helpdesk.web;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Receptionist;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings customers and agents to a desk under test, through the doors they would use. */
@TestComponent
public class DeskStories {
  public static final String PASSWORD = "a long enough password";
  private final Receptionist receptionist;
  private final Agents agents;
  private final TicketReader tickets;
  private final JdbcClient jdbc;
  private final Clock clock;

  DeskStories(
      Receptionist receptionist,
      Agents agents,
      TicketReader tickets,
      JdbcClient jdbc,
      Clock clock) {
    this.receptionist = receptionist;
    this.agents = agents;
    this.tickets = tickets;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An agent who can sign in with {@link #PASSWORD}; the same one every time. */
  public Agent agent(String name) {
    return hire(name, Role.AGENT);
  }

  /** Somebody who leads, hired when first asked for. */
  public Agent manager(String name) {
    return hire(name, Role.MANAGER);
  }

  private Agent hire(String name, Role role) {
    EmailAddress email =
        new EmailAddress(name.split(" ")[0].toLowerCase(Locale.ROOT) + "@desk.example");
    return agents.byEmail(email).orElseGet(() -> agents.create(email, name, role, PASSWORD));
  }

  /** A customer writes for the first time. */
  public TicketNumber writes(String name, String subject, String text) {
    return writes(name, subject, text, text, null, List.of(), null);
  }

  /** Somebody writes and names a ticket's number in the subject. */
  public TicketNumber namesNumber(String name, String subject, String text, TicketNumber ticket) {
    return writes(name, subject, text, text, null, List.of(), null, ticket);
  }

  /** A customer writes; the visible part may be shorter than the text. */
  public TicketNumber writes(
      String name,
      String subject,
      String text,
      String visible,
      @Nullable String html,
      List<IncomingFile> files,
      @Nullable TicketNumber to) {
    return writes(name, subject, text, visible, html, files, to, null);
  }

  /** A customer writes, with copies to others. */
  public TicketNumber writesTo(String name, String subject, String text, List<Party> copies) {
    return receive(customer(name), copies, subject, text, text, null, List.of(), null, null);
  }

  /** Somebody answers into a ticket. */
  public void writesAgain(TicketNumber ticket, Party from, List<Party> copies) {
    receive(
        from, copies, "Re:", "One thing more.", "One thing more.", null, List.of(), ticket, null);
  }

  private static Party customer(String name) {
    String address = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".") + "@post.example";
    return new Party(name, new EmailAddress(address));
  }

  private TicketNumber writes(
      String name,
      String subject,
      String text,
      String visible,
      @Nullable String html,
      List<IncomingFile> files,
      @Nullable TicketNumber to,
      @Nullable TicketNumber named) {
    return receive(customer(name), List.of(), subject, text, visible, html, files, to, named);
  }

  private TicketNumber receive(
      Party from,
      List<Party> copies,
      String subject,
      String text,
      String visible,
      @Nullable String html,
      List<IncomingFile> files,
      @Nullable TicketNumber to,
      @Nullable TicketNumber named) {
    TicketId ticket =
        receptionist
            .receive(
                new IncomingMessage(
                    ChannelKind.EMAIL,
                    null,
                    Origin.INBOUND,
                    MessageKind.CUSTOMER,
                    null,
                    false,
                    null,
                    clock.instant(),
                    clock.instant(),
                    from,
                    List.of(),
                    copies,
                    subject,
                    text,
                    visible,
                    html,
                    files,
                    UUID.randomUUID() + "@post.example",
                    List.of(),
                    to == null ? null : tickets.idOf(to),
                    named,
                    false,
                    null,
                    Locale.ENGLISH,
                    UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    null))
            .ticket();
    return new TicketNumber(
        jdbc.sql("SELECT number FROM ticket WHERE id = :id")
            .param("id", ticket.value())
            .query(Long.class)
            .single());
  }
}
