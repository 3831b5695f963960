package helpdesk.survey;

import helpdesk.contact.ContactId;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The invitations in the database. */
@Repository
class Invitations {
  private static final String SELECT = "SELECT * FROM survey_invitation";
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LinkTokens tokens;

  Invitations(JdbcClient jdbc, Sequences sequences, LinkTokens tokens) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.tokens = tokens;
  }

  /** The next due decision, locked; those that others are at are passed over. */
  Optional<Invitation> claimDue(Instant now) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE state = 'planned' AND due_at <= :now ORDER BY due_at, id LIMIT 1
                   FOR UPDATE SKIP LOCKED
                """)
        .param("now", Sql.at(now))
        .query(Invitations::read)
        .optional();
  }

  /** The sent invitation with that token. */
  Optional<Invitation> byToken(String token, boolean lock) {
    return jdbc.sql(SELECT + " WHERE token_hash = :hash" + (lock ? " FOR UPDATE" : ""))
        .param("hash", Tokens.hash(token))
        .query(Invitations::read)
        .optional();
  }

  void skip(Invitation invitation, NotSent reason, @Nullable String detail, Instant now) {
    jdbc.sql(
            """
            UPDATE survey_invitation SET state = 'skipped', reason = :reason, detail = :detail, decided_at = :now
             WHERE id = :id
            """)
        .param("id", invitation.id())
        .param("reason", reason.key())
        .param("detail", detail)
        .param("now", Sql.at(now))
        .update();
  }

  /**
   * @return the secret of its link
   */
  String send(Invitation invitation, String language, Instant now, Instant expires) {
    String token = tokens.of(invitation.id());
    jdbc.sql(
            """
            UPDATE survey_invitation SET state = 'sent', language = :language, token_hash = :hash, decided_at = :now,
                sent_at = :now, expires_at = :expires WHERE id = :id
            """)
        .param("id", invitation.id())
        .param("language", language)
        .param("hash", Tokens.hash(token))
        .param("now", Sql.at(now))
        .param("expires", Sql.at(expires))
        .update();
    return token;
  }

  /** The link that was made for the same wish, if any. */
  Optional<Invitation> byDedupeKey(byte @Nullable [] key) {
    if (key == null) return Optional.empty();
    return jdbc.sql(SELECT + " WHERE dedupe_key = :key")
        .param("key", key)
        .query(Invitations::read)
        .optional();
  }

  /** A link that somebody else will send: sent the moment it is made. */
  long link(
      String survey,
      ContactId contact,
      @Nullable TicketId ticket,
      Story.@Nullable Resolve resolve,
      @Nullable Long agent,
      @Nullable Long team,
      String language,
      Instant now,
      Instant expires,
      byte @Nullable [] dedupeKey) {
    long id = sequences.next("survey_invitation_id_seq");
    jdbc.sql(
            """
            INSERT INTO survey_invitation (id, survey, origin, contact_id, ticket_id, resolve_seq, resolved_at, agent_id,
                team_id, state, language, token_hash, decided_at, sent_at, expires_at,
                dedupe_key)
            VALUES (:id, :survey, 'link', :contact, :ticket, :seq, :resolved, :agent, :team, 'sent', :language, :hash,
                :now, :now, :expires, CAST(:key AS bytea))
            """)
        .param("id", id)
        .param("survey", survey)
        .param("contact", contact.value())
        .param("ticket", ticket == null ? null : ticket.value())
        .param("seq", resolve == null ? null : resolve.event().seq())
        .param("resolved", resolve == null ? null : Sql.at(resolve.event().occurredAt()))
        .param("agent", agent)
        .param("team", team)
        .param("language", language)
        .param("hash", Tokens.hash(tokens.of(id)))
        .param("now", Sql.at(now))
        .param("expires", Sql.at(expires))
        .param("key", dedupeKey)
        .update();
    return id;
  }

  /**
   * The links in the foot of the answers of a ticket: made for the first, and good for as long
   * again from each later one.
   */
  String foot(TicketId ticket, ContactId contact, String language, Instant now, Instant expires) {
    long id = sequences.next("survey_invitation_id_seq");
    long kept =
        jdbc.sql(
                """
                INSERT INTO survey_invitation AS i (id, survey, origin, contact_id, ticket_id, state, language, token_hash,
                    decided_at, sent_at, expires_at)
                VALUES (:id, 'csat', 'foot', :contact, :ticket, 'sent', :language, :hash, :now, :now, :expires)
                ON CONFLICT (ticket_id, contact_id) WHERE origin = 'foot' DO UPDATE SET
                  language = EXCLUDED.language, expires_at = greatest(i.expires_at, EXCLUDED.expires_at)
                RETURNING id
                """)
            .param("id", id)
            .param("contact", contact.value())
            .param("ticket", ticket.value())
            .param("language", language)
            .param("hash", Tokens.hash(tokens.of(id)))
            .param("now", Sql.at(now))
            .param("expires", Sql.at(expires))
            .query(Long.class)
            .single();
    return tokens.of(kept);
  }

  private static Invitation read(ResultSet row, int n) throws SQLException {
    Long ticket = Sql.longOrNull(row, "ticket_id");
    Long seq = Sql.longOrNull(row, "resolve_seq");
    return new Invitation(
        row.getLong("id"),
        row.getString("survey"),
        row.getString("origin"),
        new ContactId(row.getLong("contact_id")),
        ticket == null ? null : new TicketId(ticket),
        Sql.longOrNull(row, "resolve_event_id"),
        seq == null ? null : seq.intValue(),
        Sql.longOrNull(row, "agent_id"),
        Sql.longOrNull(row, "team_id"),
        Sql.instantOrNull(row, "due_at"),
        row.getString("state"),
        row.getString("language"),
        Sql.instantOrNull(row, "sent_at"),
        Sql.instantOrNull(row, "expires_at"));
  }
}
