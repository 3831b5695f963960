package helpdesk.ticket;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces the words of a message that were read wrongly. The bytes it came in stay as they are.
 */
@Service
@Transactional
public class Rewording {
  /** The field that the log says has changed; its values are message and charset. */
  public static final String FIELD = "message_charset";

  private record Before(String subject, String visible, Remarks remarks) {}

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Tickets tickets;
  private final Clock clock;

  Rewording(JdbcClient jdbc, JsonMapper json, Tickets tickets, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.tickets = tickets;
    this.clock = clock;
  }

  /**
   * Writes the words anew and says so in the log. A subject or preview that the ticket has from
   * this message follows.
   *
   * @param charset in which they were read this time
   * @throws TicketNotFound if the message is none of this ticket
   */
  public void reword(TicketId id, MessageId message, MessageText words, String charset, Actor by) {
    Ticket ticket = tickets.lock(id);
    Before before = before(id, message);
    jdbc.sql(
            """
            UPDATE message SET subject = :subject, body_text = :text, visible_text = :visible, body_html = :html,
                   remarks = CAST(:remarks AS jsonb)
             WHERE id = :id
            """)
        .param("id", message.value())
        .param("subject", words.subject())
        .param("text", words.text())
        .param("visible", words.visibleText())
        .param("html", words.html())
        .param("remarks", StoredRemarks.write(json, before.remarks.readAs(charset)))
        .update();
    if (ticket.subject.equals(TicketDesk.subject(before.subject)) && !words.subject().isBlank())
      ticket.rename(TicketDesk.subject(words.subject()), by, clock.instant());
    if (ticket.preview.equals(Excerpt.of(before.visible)))
      ticket.preview = Excerpt.of(words.visibleText());
    ticket.say(
        clock.instant(),
        by,
        new TicketEvent.FieldChanged(
            FIELD, value(message, before.remarks.charset()), value(message, charset)));
    tickets.update(ticket);
  }

  private static String value(MessageId message, @Nullable String charset) {
    return message + " " + (charset == null ? "us-ascii" : charset);
  }

  private Before before(TicketId ticket, MessageId message) {
    return jdbc.sql(
            "SELECT subject, visible_text, remarks FROM message WHERE id = :id AND ticket_id ="
                + " :ticket")
        .param("id", message.value())
        .param("ticket", ticket.value())
        .query(
            (row, n) ->
                new Before(
                    row.getString("subject"),
                    row.getString("visible_text"),
                    StoredRemarks.read(json, row.getString("remarks"))))
        .optional()
        .orElseThrow(() -> new TicketNotFound(ticket));
  }
}
