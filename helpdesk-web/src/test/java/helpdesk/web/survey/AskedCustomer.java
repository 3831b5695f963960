package helpdesk.web.survey;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.survey.SurveyLinks;
import helpdesk.ticket.Actor;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody whose ticket was solved an hour ago, with a personal link to a survey about it. */
public final class AskedCustomer {
  private final TicketDesk desk;
  private final Agents agents;
  private final Contacts contacts;
  private final SurveyLinks links;
  private final JdbcClient jdbc;

  AskedCustomer(ApplicationContext application) {
    desk = application.getBean(TicketDesk.class);
    agents = application.getBean(Agents.class);
    contacts = application.getBean(Contacts.class);
    links = application.getBean(SurveyLinks.class);
    jdbc = application.getBean(JdbcClient.class);
  }

  /** A link and what it is about. */
  public record Asked(
      String token, TicketId ticket, TicketNumber number, ContactId contact, EmailAddress email) {
    public String path() {
      return "/s/" + token;
    }
  }

  public Asked about(String survey, Locale language) {
    EmailAddress email = new EmailAddress("mateo-" + UUID.randomUUID() + "@example.org");
    TicketNumber number =
        desk.open(
            new OpenTicket(
                ChannelKind.API,
                null,
                "Refund for the enamel kettle",
                "Where is my money?",
                null,
                new Party("Mateo", email),
                Priority.NORMAL,
                List.of(),
                language,
                null,
                null,
                null));
    TicketId ticket = desk.idOf(number);
    EmailAddress address = new EmailAddress("amina-" + UUID.randomUUID() + "@desk.example");
    Agent amina = agents.create(address, "Amina", Role.AGENT, null);
    desk.take(ticket, amina);
    desk.change(ticket, TicketChange.status(Status.RESOLVED), Actor.agent(amina));
    ContactId contact = contacts.idOf(email).orElseThrow();
    SurveyLinks.Link link = links.issue(survey, contact, ticket, null, null);
    jdbc.sql(
            """
            UPDATE survey_invitation SET sent_at = sent_at - interval '1 hour',
                expires_at = expires_at - interval '1 hour' WHERE id = :id
            """)
        .param("id", link.invitation())
        .update();
    String token = link.url().substring(link.url().lastIndexOf('/') + 1);
    return new Asked(token, ticket, number, contact, email);
  }
}
