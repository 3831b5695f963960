package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Team;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.Status;
import helpdesk.web.api.Input;
import helpdesk.web.api.InvalidInput;
import helpdesk.web.api.Query;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands the parameters of the list of tickets. */
@Component
class TicketSearch {
  private static final String NOBODY = "none";
  private static final String NEWEST_CHANGE_FIRST = "-updated_at";
  private final Colleagues colleagues;
  private final Contacts contacts;

  TicketSearch(Colleagues colleagues, Contacts contacts) {
    this.colleagues = colleagues;
    this.contacts = contacts;
  }

  /**
   * Which tickets are asked for; empty where the requester is nobody we know.
   *
   * @throws InvalidInput if a parameter is faulty
   */
  Optional<QueueFilter> filter(Query query) {
    String sort = query.text("sort");
    if (sort != null && !sort.equals(NEWEST_CHANGE_FIRST))
      throw new InvalidInput("sort", "Tickets can be sorted by " + NEWEST_CHANGE_FIRST + ".");
    Optional<ContactId> requester = Optional.empty();
    if (query.text("requester") != null) {
      requester = requester(query);
      if (requester.isEmpty()) return Optional.empty();
    }
    String assignee = query.text("assignee");
    boolean nobody = NOBODY.equals(assignee);
    String channel = query.text("channel");
    String tag = query.text("tag");
    return Optional.of(
        new QueueFilter(
            statuses(query),
            assignee == null || nobody ? null : assignee(assignee),
            nobody,
            query.flag("waiting"),
            team(query.text("team")),
            channel == null ? null : Input.query("channel", channel, ChannelKind.class),
            tag == null ? null : tag.toLowerCase(Locale.ROOT),
            requester.orElse(null),
            query.text("q"),
            query.instant("updated_since"),
            query.flag("spam") ? QueueFilter.Folder.SPAM : QueueFilter.Folder.DESK));
  }

  private static Set<Status> statuses(Query query) {
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    for (String word : query.list("status"))
      statuses.add(Input.query("status", word, Status.class));
    return statuses;
  }

  private AgentId assignee(String reference) {
    Agent agent = colleagues.agent(reference);
    if (agent == null) throw new InvalidInput("assignee", "There is no such agent.");
    return agent.id();
  }

  private @Nullable TeamId team(@Nullable String reference) {
    if (reference == null) return null;
    Team team = colleagues.team(reference);
    if (team == null) throw new InvalidInput("team", "There is no such team.");
    return team.id();
  }

  private Optional<ContactId> requester(Query query) {
    String reference = String.valueOf(query.text("requester"));
    if (reference.matches("[0-9]{1,18}"))
      return Optional.of(new ContactId(Long.parseLong(reference)));
    EmailAddress address = query.email("requester");
    return address == null ? Optional.empty() : contacts.idOf(address);
  }
}
