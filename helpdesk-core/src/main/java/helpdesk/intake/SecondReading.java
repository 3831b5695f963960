package helpdesk.intake;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.ticket.Actor;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.MessageText;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Rewording;
import helpdesk.ticket.TicketId;
import java.nio.charset.Charset;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads a stored message once more, in a charset that a person chose. */
@Service
public class SecondReading {
  private final JdbcClient jdbc;
  private final InboundStore store;
  private final ObjectProvider<Interpreter> interpreters;
  private final Rewording rewording;

  SecondReading(
      JdbcClient jdbc,
      InboundStore store,
      ObjectProvider<Interpreter> interpreters,
      Rewording rewording) {
    this.jdbc = jdbc;
    this.store = store;
    this.interpreters = interpreters;
    this.rewording = rewording;
  }

  /**
   * Replaces the words of the message; the bytes stay.
   *
   * @throws DomainException (not found) if the message is none of this ticket or did not come as
   *     bytes, (invalid) if it makes no sense any more
   */
  public void readAgain(TicketId ticket, MessageId message, Charset charset, Actor by) {
    RawMessage raw = raw(ticket, message).orElseThrow(SecondReading::noOriginal);
    Interpreter interpreter =
        interpreters
            .orderedStream()
            .filter(i -> i.interprets(raw.source()))
            .findFirst()
            .orElseThrow(SecondReading::noOriginal);
    try {
      MessageText words =
          interpreter.readAgain(raw, charset).orElseThrow(SecondReading::noOriginal);
      rewording.reword(ticket, message, words, charset.name(), by);
    } catch (Interpreter.NotUnderstood e) {
      throw new DomainException(DomainException.Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private Optional<RawMessage> raw(TicketId ticket, MessageId message) {
    return jdbc.sql(
            """
            SELECT i.id, i.source, i.origin, i.received_at, i.size, i.open_threads
              FROM message m JOIN inbound_message i ON i.id = m.inbound_id
             WHERE m.id = :message AND m.ticket_id = :ticket AND i.whole
            """)
        .param("message", message.value())
        .param("ticket", ticket.value())
        .query(
            (row, n) -> {
              long id = row.getLong("id");
              return new RawMessage(
                  id,
                  row.getString("source"),
                  null,
                  Origin.of(row.getString("origin")),
                  Sql.instant(row, "received_at"),
                  row.getLong("size"),
                  row.getBoolean("open_threads"),
                  () -> store.open(id));
            })
        .optional();
  }

  private static DomainException noOriginal() {
    return new DomainException(
        DomainException.Kind.NOT_FOUND, "There is no original of this message.");
  }
}
