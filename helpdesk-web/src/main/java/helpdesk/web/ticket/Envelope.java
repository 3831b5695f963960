package helpdesk.web.ticket;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.TicketView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom the reply on the page goes to.
 *
 * @param to as the form writes people, and so are the others
 * @param answers the message whose people these are, 0 for none
 * @param known the addresses that were in the ticket before that message: any other is new to it
 * @param offer the people of a newer message, where those are others; null where there are none
 */
public record Envelope(
    String to, String cc, String bcc, long answers, Set<String> known, @Nullable Offer offer) {
  /**
   * Others to answer than those on the page.
   *
   * @param name who wrote the newer message
   * @param answers that message
   */
  public record Offer(String name, String to, String cc, long answers) {}

  /** Those of the newest message, or those that a draft keeps. */
  static Envelope of(TicketView ticket, Drafts.@Nullable Draft draft) {
    TicketView.Message newest = ticket.newestOfCustomer().orElse(null);
    Set<String> known = known(ticket, newest);
    if (draft == null || draft.to() == null) {
      Recipients derived = ticket.repliesTo(newest);
      String copies =
          draft == null || draft.cc().isBlank() ? AddressLine.of(derived.cc()) : draft.cc();
      return new Envelope(AddressLine.of(derived.to()), copies, "", id(newest), known, null);
    }
    Offer offer = offer(ticket, draft.answers());
    return new Envelope(draft.to(), draft.cc(), draft.bcc(), draft.answers(), known, offer);
  }

  /**
   * The people of a newer message than the one that is answered, if they are others.
   *
   * @param answered the message that is answered, 0 for none
   */
  static @Nullable Offer offer(TicketView ticket, long answered) {
    TicketView.Message newest = ticket.newestOfCustomer().orElse(null);
    if (newest == null || newest.id().value() == answered) return null;
    Optional<TicketView.Message> before =
        ticket.messages().stream().filter(m -> m.id().value() == answered).findFirst();
    Recipients now = ticket.repliesTo(newest);
    if (samePeople(now, ticket.repliesTo(before.orElse(null)))) return null;
    String name = newest.fromName() == null ? newest.fromEmail() : newest.fromName();
    return new Offer(
        name == null ? "–" : name, AddressLine.of(now.to()), AddressLine.of(now.cc()), id(newest));
  }

  /** Those on the page whom the ticket did not know, as people without script are told. */
  public List<String> strangers() {
    return Stream.of(to, cc, bcc)
        .flatMap(line -> readable(line).stream())
        .map(person -> person.email().value())
        .filter(address -> !known.contains(address))
        .toList();
  }

  /** Whether both name the same addresses in the same places. */
  static boolean samePeople(Recipients one, Recipients other) {
    return addresses(one.to()).equals(addresses(other.to()))
        && addresses(one.cc()).equals(addresses(other.cc()))
        && addresses(one.bcc()).equals(addresses(other.bcc()));
  }

  private static Set<EmailAddress> addresses(List<Party> people) {
    return people.stream().map(Party::email).collect(java.util.stream.Collectors.toSet());
  }

  private static List<Party> readable(String line) {
    try {
      return AddressLine.read(line);
    } catch (WrongAddress e) {
      return List.of(); // what is no address is told when it is sent
    }
  }

  /** Who was there before the newest message; the first message of a ticket brings its people. */
  private static Set<String> known(TicketView ticket, TicketView.@Nullable Message newest) {
    Set<String> known = new LinkedHashSet<>();
    if (ticket.requester().email() != null) known.add(ticket.requester().email());
    boolean first = true;
    for (TicketView.Message m : ticket.messages()) {
      if (first || m != newest) {
        if (m.fromEmail() != null) known.add(m.fromEmail());
        Stream.of(m.to(), m.cc(), m.bcc())
            .flatMap(List::stream)
            .forEach(person -> known.add(person.email().value()));
      }
      first = false;
    }
    return known;
  }

  private static long id(TicketView.@Nullable Message message) {
    return message == null ? 0 : message.id().value();
  }
}
