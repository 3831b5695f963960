package helpdesk.ticket;

import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom a reply goes to. No address stands here twice: one that was named again counts where it was
 * named first, in the order to, cc, bcc.
 *
 * @param to whom it answers
 * @param cc who gets it too, seen by all
 * @param bcc who gets it too, seen by nobody outside the house
 */
public record Recipients(List<Party> to, List<Party> cc, List<Party> bcc) {
  /** So many addresses at most, all three together: what every mail server must take at once. */
  public static final int MOST = 100;

  /** Nobody, such as for a caller who left no address. */
  public static final Recipients NONE = new Recipients(List.of(), List.of(), List.of());

  /**
   * @throws DomainException (invalid) if there are more than {@link #MOST}
   */
  public Recipients {
    Set<EmailAddress> met = new HashSet<>();
    to = once(to, met);
    cc = once(cc, met);
    bcc = once(bcc, met);
    if (met.size() > MOST) {
      throw new DomainException(
          DomainException.Kind.INVALID, "A reply goes to at most 100 addresses.");
    }
  }

  /** These people alone, openly. */
  public static Recipients to(List<Party> to) {
    return new Recipients(to, List.of(), List.of());
  }

  /** The same people, with these copies instead. */
  public Recipients copiedTo(List<EmailAddress> others) {
    return new Recipients(
        to, others.stream().map(address -> new Party(null, address)).toList(), List.of());
  }

  /** All of them. */
  public Stream<Party> everybody() {
    return Stream.of(to, cc, bcc).flatMap(List::stream);
  }

  /** All but those whom only the house knows of. */
  public Stream<Party> seen() {
    return Stream.of(to, cc).flatMap(List::stream);
  }

  /** Whether there is nobody. */
  public boolean nobody() {
    return to.isEmpty() && cc.isEmpty() && bcc.isEmpty();
  }

  private static List<Party> once(List<Party> parties, Set<EmailAddress> met) {
    List<Party> kept = new ArrayList<>();
    for (Party party : parties) if (met.add(party.email())) kept.add(party);
    return List.copyOf(kept);
  }
}
