package helpdesk.survey;

import helpdesk.contact.Contact;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.PublicAddress;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Personal links for the mails of other systems. They are no invitations of ours: no quiet time
 * starts, and none holds them back.
 */
@Service
@Transactional
public class SurveyLinks {
  private final Surveys surveys;
  private final Invitations invitations;
  private final LinkTokens tokens;
  private final PublicAddress address;
  private final Contacts contacts;
  private final EventLog log;
  private final TicketDesk desk;
  private final Workspaces workspaces;
  private final JdbcClient jdbc;
  private final Clock clock;

  SurveyLinks(
      Surveys surveys,
      Invitations invitations,
      LinkTokens tokens,
      PublicAddress address,
      Contacts contacts,
      EventLog log,
      TicketDesk desk,
      Workspaces workspaces,
      JdbcClient jdbc,
      Clock clock) {
    this.surveys = surveys;
    this.invitations = invitations;
    this.tokens = tokens;
    this.address = address;
    this.contacts = contacts;
    this.log = log;
    this.desk = desk;
    this.workspaces = workspaces;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A personal link. */
  public record Link(long invitation, String url, Instant expiresAt) {}

  /**
   * Makes a link to a survey for one customer. The answer belongs to whoever had the ticket when it
   * was solved, or has it now.
   *
   * @param ticket what it is about, or null
   * @param language null for the customer's, else the ticket's, else the workspace's
   * @param dedupeKey equal for the same wish sent twice, null if it cannot come twice
   * @throws DomainException (not found) if there is no such survey or customer
   */
  public Link issue(
      String key,
      ContactId contact,
      @Nullable TicketId ticket,
      @Nullable Locale language,
      byte @Nullable [] dedupeKey) {
    Optional<Invitation> before = invitations.byDedupeKey(dedupeKey);
    if (before.isPresent()) return link(before.get().id(), before.get().expiresAt());
    Survey survey = surveys.byKey(key);
    Contact customer = contacts.byId(contact);
    Story story = ticket == null ? null : Story.of(log.of(ticket));
    Story.Resolve resolve = story == null ? null : story.last();
    Long agent = resolve != null ? resolve.agent() : story == null ? null : story.agent();
    Long team = resolve != null ? resolve.team() : story == null ? null : story.team();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(survey.expiry());
    String spoken = (language == null ? language(customer, ticket) : language).getLanguage();
    long id =
        invitations.link(
            key, contact, ticket, resolve, agent, team, spoken, now, expires, dedupeKey);
    if (ticket != null) desk.tell(ticket, Actor.SYSTEM, new TicketEvent.SurveySent(key, id));
    return link(id, expires);
  }

  private Link link(long id, @Nullable Instant expires) {
    return new Link(
        id, address.of("/s/" + tokens.of(id)), Objects.requireNonNull(expires, "a link expires"));
  }

  private Locale language(Contact customer, @Nullable TicketId ticket) {
    Locale own = customer.language();
    String spoken =
        ticket == null
            ? null
            : jdbc.sql("SELECT coalesce(language, '') FROM ticket WHERE id = :id")
                .param("id", ticket.value())
                .query(String.class)
                .single();
    return Spoken.first(own == null ? null : own.getLanguage(), spoken, workspaces.current());
  }
}
