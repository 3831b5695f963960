package helpdesk.survey;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
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
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of this feature do over and over: time, people, solved tickets. */
@TestConfiguration(proxyBeanMethods = false)
class Scene {
  static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");

  @Bean
  SettableClock clock() {
    return new SettableClock(NOON);
  }

  @Bean
  Stage stage(
      SettableClock clock,
      TicketDesk desk,
      Agents agents,
      Contacts contacts,
      Surveys surveys,
      SurveyLinks links,
      List<QueueWorker> workers,
      JdbcClient jdbc) {
    return new Stage(clock, desk, agents, contacts, surveys, links, workers, jdbc);
  }

  record Stage(
      SettableClock clock,
      TicketDesk desk,
      Agents agents,
      Contacts contacts,
      Surveys surveys,
      SurveyLinks links,
      List<QueueWorker> workers,
      JdbcClient jdbc) {
    EmailAddress somebody() {
      return new EmailAddress("kim-" + UUID.randomUUID() + "@example.org");
    }

    ContactId customer() {
      return contacts.findOrCreate(somebody(), "Kim", null);
    }

    Agent agent(String name) {
      EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
      return agents.create(address, name, Role.AGENT, null);
    }

    TicketId ticket(EmailAddress from, @Nullable Locale language) {
      return desk.idOf(
          desk.open(
              new OpenTicket(
                  ChannelKind.API,
                  null,
                  "Where is my kettle?",
                  "It never came.",
                  null,
                  new Party("Kim", from),
                  Priority.NORMAL,
                  List.of(),
                  language,
                  null,
                  null,
                  null)));
    }

    void move(TicketId ticket, Status to, Actor by) {
      desk.change(ticket, TicketChange.status(to), by);
    }

    void configure(Duration delay, int quietDays) {
      surveys.configure("csat", true, delay, quietDays, Math.min(2, quietDays), "test");
    }

    /** A personal link made at that time; what stands behind {@code /s/}. */
    String token(String survey, @Nullable TicketId ticket, Instant at) {
      clock.set(at);
      String url = links.issue(survey, customer(), ticket, null, null).url();
      return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Lets the log's readers and the due decisions run until nothing moves. */
    void work() {
      for (String name : List.of("log-follower", "survey-invitations")) {
        QueueWorker worker =
            workers.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
        boolean more = true;
        while (more) more = worker.runOnce();
      }
    }
  }
}
