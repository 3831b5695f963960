package helpdesk.history;

import helpdesk.agent.Agents;
import helpdesk.agent.Teams;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who the people and teams of a source are here. Who is not known becomes an agent who cannot log
 * in, a team, a customer. Asked outside of the transactions that write tickets, so that nobody else
 * waits for those.
 */
final class Cast {
  private static final int LONGEST = 100;
  private final String source;
  private final Agents agents;
  private final Teams teams;
  private final Contacts contacts;
  private final Map<String, Long> agentIds = new HashMap<>();
  private final Map<String, Long> teamIds = new HashMap<>();

  Cast(String source, Agents agents, Teams teams, Contacts contacts) {
    this.source = source;
    this.agents = agents;
    this.teams = teams;
    this.contacts = contacts;
  }

  /** The system whose names these are. */
  String source() {
    return source;
  }

  /** Their names, and those of tickets as far as they are known; 0 for others. */
  Names names(Map<String, ImportedTickets.Known> tickets) {
    return new Names() {
      @Override
      public long agent(String name) {
        return Cast.this.agent(name);
      }

      @Override
      public long team(String name) {
        return Cast.this.team(name);
      }

      @Override
      public long ticket(String externalId) {
        ImportedTickets.Known known = tickets.get(externalId);
        return known == null ? 0 : known.ticket().value();
      }
    };
  }

  private long agent(String name) {
    return agentIds.computeIfAbsent(name, n -> agents.standIn(address(n), n).id().value());
  }

  private long team(String name) {
    return teamIds.computeIfAbsent(name, n -> teams.ensure(n).id().value());
  }

  /** The customer, made if new; without one, the source's unknown customer. */
  ContactId requester(TicketLine line) {
    Party requester = line.requester();
    if (requester == null) return contacts.findOrCreate(invented("unknown"), null, null);
    return contacts.findOrCreate(requester.email(), requester.name(), null);
  }

  /** The address of an agent; one that nobody has for who is not named by theirs. */
  private EmailAddress address(String name) {
    EmailAddress address = EmailAddress.parse(name);
    return address != null ? address : invented(name);
  }

  /** {@code .invalid} is reserved: no mail ever goes there (RFC 2606). */
  private EmailAddress invented(String name) {
    StringBuilder local = new StringBuilder();
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .limit(LONGEST)
        .map(c -> plain(c) ? c : '-')
        .forEach(local::appendCodePoint);
    return new EmailAddress(local + "@" + source + ".history.invalid");
  }

  private static boolean plain(int c) {
    return c != '@' && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
