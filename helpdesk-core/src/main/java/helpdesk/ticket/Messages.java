package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.contact.ContactId;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages, their files, and what threading needs to know of them. */
@Repository
class Messages {
  /** A message about to be written. */
  record NewMessage(
      MessageId id,
      TicketId ticket,
      MessageKind kind,
      @Nullable ContactId contact,
      @Nullable AgentId agent,
      @Nullable String authorName,
      @Nullable EmailAddress authorAddress,
      List<Party> to,
      List<Party> cc,
      List<Party> bcc,
      Instant at,
      String subject,
      String text,
      String visibleText,
      @Nullable String html,
      @Nullable String rfcMessageId,
      byte @Nullable [] dedupeKey,
      @Nullable Long inboundId,
      @Nullable String reason,
      List<IncomingFile> files,
      Remarks remarks) {
    /** One of ours, of which nothing needs to be found out. */
    NewMessage(
        MessageId id,
        TicketId ticket,
        MessageKind kind,
        @Nullable ContactId contact,
        @Nullable AgentId agent,
        @Nullable String authorName,
        @Nullable EmailAddress authorAddress,
        List<Party> to,
        List<Party> cc,
        List<Party> bcc,
        Instant at,
        String subject,
        String text,
        String visibleText,
        @Nullable String html,
        @Nullable String rfcMessageId,
        byte @Nullable [] dedupeKey,
        @Nullable Long inboundId,
        @Nullable String reason,
        List<IncomingFile> files) {
      this(
          id,
          ticket,
          kind,
          contact,
          agent,
          authorName,
          authorAddress,
          to,
          cc,
          bcc,
          at,
          subject,
          text,
          visibleText,
          html,
          rfcMessageId,
          dedupeKey,
          inboundId,
          reason,
          files,
          Remarks.NONE);
    }
  }

  /** A message met before. */
  record Known(MessageId id, TicketId ticket) {}

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final JsonMapper json;

  Messages(JdbcClient jdbc, Sequences sequences, JsonMapper json) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.json = json;
  }

  MessageId nextId() {
    return new MessageId(sequences.next("message_id_seq"));
  }

  Optional<Known> byDedupeKey(byte @Nullable [] key) {
    if (key == null) return Optional.empty();
    return jdbc.sql("SELECT id, ticket_id FROM message WHERE dedupe_key = :key")
        .param("key", key)
        .query(
            (row, n) ->
                new Known(new MessageId(row.getLong("id")), new TicketId(row.getLong("ticket_id"))))
        .optional();
  }

  boolean exists(MessageId id) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM message WHERE id = :id)")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  void insert(NewMessage m) {
    jdbc.sql(
            """
            INSERT INTO message (id, ticket_id, kind, author_contact, author_agent, author_name, author_address, recipients,
                at, subject, body_text, visible_text, body_html, rfc_message_id, dedupe_key, inbound_id, reason, remarks)
            VALUES (:id, :ticket, :kind, :contact, :agent, :name, :address, CAST(:recipients AS jsonb),
                :at, :subject, :text, :visible, :html, :rfc, :dedupe, :inbound, :reason, CAST(:remarks AS jsonb))
            """)
        .param("id", m.id.value())
        .param("ticket", m.ticket.value())
        .param("kind", m.kind.key())
        .param("contact", m.contact == null ? null : m.contact.value())
        .param("agent", m.agent == null ? null : m.agent.value())
        .param("name", m.authorName)
        .param("address", m.authorAddress == null ? null : m.authorAddress.value())
        .param("recipients", recipients(m.to, m.cc, m.bcc))
        .param("at", Sql.at(m.at))
        .param("subject", m.subject)
        .param("text", m.text)
        .param("visible", m.visibleText)
        .param("html", m.html)
        .param("rfc", m.rfcMessageId)
        .param("dedupe", m.dedupeKey)
        .param("inbound", m.inboundId)
        .param("reason", m.reason)
        .param("remarks", StoredRemarks.write(json, m.remarks))
        .update();
    for (IncomingFile file : m.files) insert(m.id, file);
  }

  private void insert(MessageId message, IncomingFile file) {
    jdbc.sql(
            """
            INSERT INTO attachment (id, message_id, sha256, name, type, size, inline, content_id)
            VALUES (:id, :message, :sha, :name, :type, :size, :inline, :cid)
            """)
        .param("id", sequences.next("attachment_id_seq"))
        .param("message", message.value())
        .param("sha", HexFormat.of().parseHex(file.file().sha256()))
        .param("name", file.name())
        .param("type", file.type())
        .param("size", file.file().size())
        .param("inline", file.inline())
        .param("cid", file.contentId())
        .update();
  }

  /** Remembers every Message-ID that the conversation mentions. */
  void remember(TicketId ticket, Collection<String> references) {
    if (references.isEmpty()) return;
    jdbc.sql(
            """
            INSERT INTO message_reference (reference, ticket_id) SELECT unnest(:references), :ticket ON CONFLICT DO NOTHING
            """)
        .param("references", references.toArray(new String[0]))
        .param("ticket", ticket.value())
        .update();
  }

  /** Lets these addresses answer into the conversation. */
  void join(TicketId ticket, Collection<EmailAddress> addresses) {
    Set<String> values = new LinkedHashSet<>();
    addresses.forEach(a -> values.add(a.value()));
    if (values.isEmpty()) return;
    jdbc.sql(
            """
            INSERT INTO ticket_participant AS p (ticket_id, address) SELECT :ticket, unnest(:addresses)
            ON CONFLICT (ticket_id, address) DO UPDATE SET by_merge = NULL WHERE p.by_merge IS NOT NULL
            """)
        .param("ticket", ticket.value())
        .param("addresses", values.toArray(new String[0]))
        .update();
  }

  /**
   * Takes an address out of the conversation, and out of those that were merged into it.
   *
   * @return whether it was in
   */
  boolean leave(TicketId ticket, EmailAddress address) {
    return jdbc.sql(
                """
                WITH RECURSIVE family AS (
                  SELECT CAST(:ticket AS bigint) AS id
                  UNION SELECT t.id FROM family f JOIN ticket t ON t.merged_into = f.id)
                DELETE FROM ticket_participant WHERE ticket_id IN (SELECT id FROM family) AND address = :address
                """)
            .param("ticket", ticket.value())
            .param("address", address.value())
            .update()
        > 0;
  }

  boolean isParticipant(TicketId ticket, EmailAddress address) {
    return jdbc.sql(
            "SELECT true FROM ticket_participant WHERE ticket_id = :ticket AND address = :address")
        .param("ticket", ticket.value())
        .param("address", address.value())
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** The newest reply by an agent behind a message. */
  boolean answeredAfter(TicketId ticket, MessageId seen) {
    return jdbc.sql(
            "SELECT true FROM message WHERE ticket_id = :ticket AND kind = 'agent' AND id > :seen"
                + " LIMIT 1")
        .param("ticket", ticket.value())
        .param("seen", seen.value())
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** Whether the message is an agent's and no agent has written since. */
  boolean isLastAnswer(TicketId ticket, MessageId message) {
    return jdbc.sql(
            "SELECT coalesce(max(id) = :message, false) FROM message WHERE ticket_id = :ticket AND kind = 'agent'")
        .param("ticket", ticket.value())
        .param("message", message.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * The Message-IDs of the conversation that the customer may hold, oldest first, at most fifty.
   */
  List<String> thread(TicketId ticket) {
    List<String> newestFirst =
        jdbc.sql(
                """
                SELECT rfc_message_id FROM message
                 WHERE ticket_id = :ticket AND rfc_message_id IS NOT NULL AND kind IN ('customer', 'agent')
                 ORDER BY at DESC, id DESC LIMIT 50
                """)
            .param("ticket", ticket.value())
            .query(String.class)
            .list();
    List<String> oldestFirst = new ArrayList<>(newestFirst);
    java.util.Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  private String recipients(List<Party> to, List<Party> cc, List<Party> bcc) {
    return json.writeValueAsString(Map.of("to", plain(to), "cc", plain(cc), "bcc", plain(bcc)));
  }

  private static List<Map<String, String>> plain(List<Party> parties) {
    return parties.stream()
        .map(p -> Map.of("name", p.name() == null ? "" : p.name(), "email", p.email().value()))
        .toList();
  }
}
