package helpdesk.metrics;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.job.QueueWorker;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.Actor;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesktest.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A desk whose clock the test moves: things happen when it says, through the desk's own verbs. */
@TestConfiguration(proxyBeanMethods = false)
public class Shop {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

  @Bean
  SettableClock clock() {
    return clock;
  }

  @Bean
  Desk shopDesk(TicketDesk desk, Agents agents, List<QueueWorker> workers) {
    return new Desk(desk, agents, workers, clock);
  }

  /** What happens in the shop. */
  public static final class Desk {
    private final TicketDesk desk;
    private final Agents agents;
    private final QueueWorker follower;
    private final SettableClock clock;

    Desk(TicketDesk desk, Agents agents, List<QueueWorker> workers, SettableClock clock) {
      this.desk = desk;
      this.agents = agents;
      this.follower =
          workers.stream().filter(w -> w.name().equals("log-follower")).findFirst().orElseThrow();
      this.clock = clock;
    }

    /** Lets the next things happen then. */
    public Desk at(String instant) {
      clock.set(Instant.parse(instant));
      return this;
    }

    public Agent hire(String name) {
      EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
      return agents.create(address, name, Role.AGENT, null);
    }

    public TicketId opens(ChannelKind channel) {
      return desk.idOf(
          desk.open(
              new OpenTicket(
                  channel,
                  null,
                  "Where is my parcel?",
                  "Please help.",
                  null,
                  new Party("Kim", new EmailAddress("kim@example.org")),
                  Priority.NORMAL,
                  List.of(),
                  Locale.ENGLISH,
                  null,
                  null,
                  null)));
    }

    public void replies(TicketId ticket, Agent agent) {
      desk.reply(ticket, agent, WriteReply.text("It is on its way."));
    }

    public void becomes(TicketId ticket, Status status, Agent agent) {
      desk.change(ticket, TicketChange.status(status), Actor.agent(agent));
    }

    /** The desk itself moves it, so nobody gets it. */
    public void becomes(TicketId ticket, Status status) {
      desk.change(ticket, TicketChange.status(status), Actor.SYSTEM);
    }

    public void gives(TicketId ticket, Agent agent) {
      desk.change(ticket, TicketChange.assignee(agent.id()), Actor.SYSTEM);
    }

    public void spam(TicketId ticket, boolean spam) {
      desk.markSpam(ticket, spam, Actor.SYSTEM);
    }

    /** Lets the readers of the log catch up. */
    public void settle() {
      while (follower.runOnce()) {}
    }
  }
}
