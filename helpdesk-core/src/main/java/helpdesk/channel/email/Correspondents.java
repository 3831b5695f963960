package helpdesk.channel.email;

import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who writes and to whom.
 *
 * @param to at most 200 together with {@code cc}: more people than that follow no conversation
 * @param replyTo whom it asks to be answered to, where that is not its sender
 * @param delivered all addresses the message was delivered for, most telling first
 */
record Correspondents(
    Party from, List<Party> replyTo, List<Party> to, List<Party> cc, List<EmailAddress> delivered) {
  private static final int MOST = 200;
  private static final int MOST_TO_ANSWER = 10;

  /**
   * @param ours the addresses of our mailboxes
   * @param report whether this is a delivery report, which may come from nobody
   */
  static Correspondents of(Headers headers, Set<EmailAddress> ours, boolean report)
      throws NotUnderstood {
    List<Party> to = recipients(headers, MOST, "to");
    List<Party> cc = recipients(headers, MOST - to.size(), "cc");
    List<EmailAddress> delivered = new ArrayList<>();
    recipients(
            headers,
            MOST,
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "x-delivered-to")
        .forEach(p -> delivered.add(p.email()));
    to.forEach(p -> delivered.add(p.email()));
    cc.forEach(p -> delivered.add(p.email()));
    Party from = author(headers, ours, report);
    return new Correspondents(from, replyTo(headers, from), to, cc, delivered);
  }

  /** Nobody where it takes no mail, or is who wrote anyway. */
  private static List<Party> replyTo(Headers headers, Party from) {
    List<Party> wanted =
        recipients(headers, MOST_TO_ANSWER, "reply-to").stream()
            .filter(party -> !NoReply.takesNoMail(party.email()))
            .toList();
    boolean sender = wanted.size() == 1 && wanted.get(0).email().equals(from.email());
    return sender ? List.of() : wanted;
  }

  /** The first address that From, Reply-To, Sender or Return-Path names, without more thought. */
  static @Nullable Party sender(Headers headers) {
    for (String name : List.of("from", "reply-to", "sender", "return-path")) {
      List<Party> named = recipients(headers, 1, name);
      if (!named.isEmpty()) return named.get(0);
    }
    return null;
  }

  /**
   * From. Reply-To instead where From says only how the message was sent: from one of our own
   * mailboxes, as contact forms do, or from an address that takes no mail. Elsewhere Reply-To does
   * not win: a person's answers stay with the person.
   */
  private static Party author(Headers headers, Set<EmailAddress> ours, boolean report)
      throws NotUnderstood {
    Party sender = sender(headers);
    if (sender == null) {
      if (report) return new Party("Mail system", new EmailAddress("mailer-daemon@invalid"));
      throw new NotUnderstood(
          headers.has("from")
              ? "Its sender is no e-mail address, and no other header names one."
              : "It names no sender.");
    }
    List<Party> replyTo = recipients(headers, 2, "reply-to");
    boolean vehicle = ours.contains(sender.email()) || NoReply.takesNoMail(sender.email());
    if (!vehicle || replyTo.size() != 1) return sender;
    Party person = replyTo.get(0);
    EmailAddress mailbox = ReplyAddress.withoutMark(person.email());
    if (ours.contains(mailbox) || NoReply.takesNoMail(person.email())) return sender;
    boolean unnamed = person.name() == null && !ours.contains(sender.email());
    return unnamed ? new Party(sender.name(), person.email()) : person;
  }

  private static List<Party> recipients(Headers headers, int most, String... names) {
    List<Party> parties = new ArrayList<>();
    for (String value : headers.all(names)) {
      for (Party party : AddressList.parse(value, most - parties.size())) {
        if (parties.stream().noneMatch(p -> p.email().equals(party.email()))) parties.add(party);
      }
    }
    return parties;
  }
}
