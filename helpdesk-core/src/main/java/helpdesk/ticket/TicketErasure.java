package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.Role;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.DomainException;
import helpdesk.workspace.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes tickets for good: the one door through which lines of the log go, and it writes down who
 * used it. What stays are hashes, by which the mail is known should a source hand it over again.
 */
@Service
@Transactional
public class TicketErasure {
  /** The ticket and everything that was ever merged into it. */
  private static final String FAMILY =
      """
      WITH RECURSIVE family AS (
        SELECT id FROM ticket WHERE id = :id
        UNION SELECT t.id FROM family f JOIN ticket t ON t.merged_into = f.id)
      SELECT id FROM family
      """;

  private static final String FILES =
      """
      SELECT f.sha256 FROM attachment f JOIN message m ON m.id = f.message_id WHERE m.ticket_id = ANY(:ids)
      UNION SELECT f.sha256 FROM held_reply_file f JOIN held_reply h ON h.id = f.held_id WHERE h.ticket_id = ANY(:ids)
      """;

  /** Children before their parents. What a source handed over stays known by its key. */
  private static final List<String> STEPS =
      List.of(
          "SELECT set_config('helpdesk.erasure', 'on', true)",
          "DELETE FROM ticket_event WHERE ticket_id = ANY(:ids)",
          """
          DELETE FROM inbound_chunk WHERE inbound_id IN (
            SELECT id FROM inbound_message WHERE ticket_id = ANY(:ids)
            UNION SELECT i.id FROM inbound_message i JOIN message m ON m.id = i.message_id WHERE m.ticket_id = ANY(:ids))
          """,
          """
          UPDATE inbound_message SET state = 'ignored', reason = 'Its ticket was deleted for good.', whole = false,
                 sender = NULL, subject = NULL, ticket_id = NULL, message_id = NULL, suggested_ticket = NULL
           WHERE id IN (SELECT id FROM inbound_message WHERE ticket_id = ANY(:ids)
                        UNION SELECT i.id FROM inbound_message i JOIN message m ON m.id = i.message_id
                               WHERE m.ticket_id = ANY(:ids))
          """,
          "UPDATE inbound_message SET suggested_ticket = NULL WHERE suggested_ticket = ANY(:ids)",
          "UPDATE ticket SET suggested_ticket = NULL WHERE suggested_ticket = ANY(:ids)",
          "UPDATE ticket SET follow_up_of = NULL WHERE follow_up_of = ANY(:ids)",
          "DELETE FROM message WHERE ticket_id = ANY(:ids)",
          "UPDATE ticket SET merged_into = NULL WHERE id = ANY(:ids)",
          "DELETE FROM ticket WHERE id = ANY(:ids)");

  private static final String ORPHANS =
      "SELECT count(*) FROM unnest(:files) AS sha256 WHERE blob_forget(sha256)";

  private final Tickets tickets;
  private final DeletedMail deleted;
  private final JdbcClient jdbc;
  private final Audit audit;
  private final LiveUpdates live;
  private final Clock clock;

  TicketErasure(
      Tickets tickets,
      DeletedMail deleted,
      JdbcClient jdbc,
      Audit audit,
      LiveUpdates live,
      Clock clock) {
    this.tickets = tickets;
    this.deleted = deleted;
    this.jdbc = jdbc;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
  }

  /**
   * Deletes a ticket that is in the bin, with what was merged into it: messages, files, story, and
   * the mail as it was received. Nothing brings it back.
   *
   * @throws DomainException (forbidden) unless an administrator asks, (invalid) unless the ticket
   *     is in the bin
   */
  public void delete(TicketId id, Agent by) {
    if (by.role() != Role.ADMINISTRATOR) {
      throw new DomainException(
          DomainException.Kind.FORBIDDEN, "Only an administrator deletes tickets for good.");
    }
    Ticket ticket = tickets.lock(id);
    if (!ticket.trashed || ticket.mergedInto != null) {
      throw new DomainException(
          DomainException.Kind.INVALID, "Only a ticket in the bin is deleted for good.");
    }
    Long[] ids =
        jdbc.sql(FAMILY).param("id", id.value()).query(Long.class).list().toArray(new Long[0]);
    byte[][] files =
        jdbc.sql(FILES).param("ids", ids).query(byte[].class).list().toArray(new byte[0][]);
    deleted.remember(ids, clock.instant());
    for (String step : STEPS) run(step, ids);
    if (files.length > 0) {
      var _gone = jdbc.sql(ORPHANS).param("files", files).query(Long.class).single();
    }
    audit.record(
        by.id().toString(),
        "ticket.deleted",
        Map.of("ticket", ticket.number.value(), "merged", ids.length - 1));
    live.publish("inbox", "ticket-" + id);
  }

  private void run(String step, Long[] ids) {
    if (step.startsWith("SELECT")) jdbc.sql(step).query(String.class).single();
    else jdbc.sql(step).param("ids", ids).update();
  }
}
