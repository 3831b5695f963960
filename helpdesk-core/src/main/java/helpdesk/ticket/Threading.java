package helpdesk.ticket;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the conversation that a message belongs to. In order: a Message-ID of ours; a customer's
 * Message-ID, or one that a conversation only mentions, for a participant or where threads are
 * open; the signed reply address; the ticket number for a participant. Where only participation is
 * missing the conversation is a suggestion: a stranger never gets in by what anybody could have
 * read.
 */
@Component
class Threading {
  /**
   * Where a message belongs, or may belong; both null for a new conversation.
   *
   * @param joined further conversations that an imported message belongs to
   */
  record Match(@Nullable TicketId ticket, @Nullable TicketId suggested, Set<TicketId> joined) {
    static final Match NONE = new Match(null, null);

    Match(@Nullable TicketId ticket, @Nullable TicketId suggested) {
      this(ticket, suggested, Set.of());
    }
  }

  /**
   * @param holder the ticket that holds or mentions the reference
   * @param ticket the one that goes on where the holder was merged away, else the same
   */
  private record Mention(String reference, TicketId holder, TicketId ticket, boolean ours) {}

  private final JdbcClient jdbc;
  private final Messages messages;
  private final Tickets tickets;

  Threading(JdbcClient jdbc, Messages messages, Tickets tickets) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.tickets = tickets;
  }

  /**
   * Makes messages that mention each other wait for each other until the transaction ends, so that
   * a reply taken in beside its original finds it, and one message fetched twice is seen twice.
   */
  void lock(IncomingMessage message) {
    Set<Long> keys = new LinkedHashSet<>();
    keys.add(ByteBuffer.wrap(message.dedupeKey()).getLong());
    for (String id : mentioned(message)) keys.add(ByteBuffer.wrap(Tokens.hash(id)).getLong());
    jdbc.sql(
            "SELECT count(pg_advisory_xact_lock(k)) FROM (SELECT unnest(:keys) AS k ORDER BY k) AS"
                + " keys")
        .param("keys", keys.toArray(new Long[0]))
        .query(Long.class)
        .single();
  }

  /** The message's own id and all it refers to. */
  static List<String> mentioned(IncomingMessage message) {
    Set<String> ids = new LinkedHashSet<>(message.references());
    if (message.messageId() != null) ids.add(message.messageId());
    return new ArrayList<>(ids);
  }

  Match find(IncomingMessage message) {
    Match byReference = byReference(message);
    if (byReference.ticket != null) return byReference;
    TicketId signed = message.replyTicket();
    if (signed != null && tickets.exists(signed)) return new Match(signed, null);
    Match byNumber = byNumber(message);
    if (byNumber.ticket != null) return byNumber;
    return byReference.suggested != null ? byReference : byNumber;
  }

  private Match byReference(IncomingMessage message) {
    List<String> ids = mentioned(message);
    if (ids.isEmpty()) return Match.NONE;
    List<Mention> mentions = mentions(ids);
    TicketId suggested = null;
    Set<TicketId> found = new LinkedHashSet<>();
    for (String id : ids) {
      for (Mention mention : mentions) {
        if (!mention.reference.equals(id)) continue;
        if (mention.ours
            || message.openThreads()
            || participates(mention.ticket, message.from().email())
            || participates(mention.holder, message.from().email())) {
          if (message.origin() != Origin.IMPORT) return new Match(mention.ticket, null);
          found.add(mention.ticket);
        } else if (suggested == null) {
          suggested = mention.ticket;
        }
      }
    }
    if (found.isEmpty()) return new Match(null, suggested);
    TicketId first = found.iterator().next();
    found.remove(first);
    return new Match(first, null, found);
  }

  private List<Mention> mentions(List<String> ids) {
    return jdbc.sql(
            """
            SELECT r.reference, r.ticket_id,
                   CASE WHEN t.merged_into IS NULL THEN t.id ELSE ticket_survivor(t.id) END AS survivor,
                   EXISTS (SELECT 1 FROM message m WHERE m.rfc_message_id = r.reference
                              AND coalesce(m.own_ticket, m.ticket_id) = r.ticket_id
                              AND (m.author_agent IS NOT NULL OR m.kind = 'automatic' AND m.author_contact IS NULL)) AS ours
              FROM message_reference r JOIN ticket t ON t.id = r.ticket_id
             WHERE r.reference = ANY(:ids) ORDER BY ours DESC, r.ticket_id
            """)
        .param("ids", ids.toArray(new String[0]))
        .query(
            (row, n) ->
                new Mention(
                    row.getString("reference"),
                    new TicketId(row.getLong("ticket_id")),
                    new TicketId(row.getLong("survivor")),
                    row.getBoolean("ours")))
        .list();
  }

  private Match byNumber(IncomingMessage message) {
    TicketNumber number = message.subjectNumber();
    if (number == null) return Match.NONE;
    Optional<TicketId> named = tickets.idOf(number);
    if (named.isEmpty()) return Match.NONE;
    TicketId ticket = tickets.survivor(named.get());
    EmailAddress sender = message.from().email();
    boolean known = participates(ticket, sender) || participates(named.get(), sender);
    return known ? new Match(ticket, null) : new Match(null, ticket);
  }

  private boolean participates(TicketId ticket, EmailAddress sender) {
    return messages.isParticipant(ticket, sender);
  }
}
