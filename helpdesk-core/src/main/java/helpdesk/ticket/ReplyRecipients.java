package helpdesk.ticket;

import helpdesk.shared.Party;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a reply goes to when nobody says otherwise. It comes from the message that is answered and
 * from no other: whoever was only in an earlier one has left the conversation, and whoever was
 * never in it stays out.
 */
final class ReplyRecipients {
  private ReplyRecipients() {}

  /**
   * A message that is answered.
   *
   * @param from who wrote it, null if they left no address
   * @param replyTo whom it asks to be answered to instead, empty for its sender
   * @param to whom they wrote it to
   */
  record Answered(@Nullable Party from, List<Party> replyTo, List<Party> to, List<Party> cc) {}

  /**
   * To whom it asks, else to its sender, with copies to the others it went to, but for the sender;
   * never to a mailbox of ours. A message that a mailbox of ours sent is answered to whom it went.
   *
   * @param answered null where there is none, such as after a call
   * @param requester whose ticket it is, null if they left no address; answered where the message
   *     leaves nobody
   * @return at most {@link Recipients#MOST}: whoever wrote to more is answered alone, so that one
   *     message to a crowd does not have us write to it
   */
  static Recipients of(@Nullable Answered answered, @Nullable Party requester, OwnMailboxes ours) {
    if (answered == null) return alone(requester, ours);
    List<Party> wanted = others(answered.replyTo.stream(), ours);
    List<Party> sender = others(Stream.ofNullable(answered.from), ours);
    List<Party> named = others(answered.to.stream(), ours);
    List<Party> copied = others(answered.cc.stream(), ours);
    List<Party> author = wanted.isEmpty() ? sender : wanted;
    List<Party> to = author.isEmpty() ? named : author;
    if (to.isEmpty()) return alone(requester, ours);
    List<Party> cc =
        Stream.concat(named.stream(), copied.stream()).filter(p -> !wrote(answered, p)).toList();
    return bounded(to.stream().map(party -> named(party, requester)).toList(), cc);
  }

  private static boolean wrote(Answered answered, Party party) {
    return answered.from != null && answered.from.email().equals(party.email());
  }

  private static Recipients alone(@Nullable Party requester, OwnMailboxes ours) {
    return Recipients.to(others(Stream.ofNullable(requester), ours));
  }

  private static List<Party> others(Stream<Party> parties, OwnMailboxes ours) {
    return parties.filter(party -> !ours.include(party.email())).toList();
  }

  /** A customer who signs without a name is called as we know them. */
  private static Party named(Party party, @Nullable Party requester) {
    if (requester == null || !requester.email().equals(party.email())) return party;
    return party.name() == null || party.name().isBlank() ? requester : party;
  }

  private static Recipients bounded(List<Party> to, List<Party> cc) {
    long people = Stream.concat(to.stream(), cc.stream()).map(Party::email).distinct().count();
    if (people <= Recipients.MOST) return new Recipients(to, cc, List.of());
    return Recipients.to(to.stream().limit(Recipients.MOST).toList());
  }
}
