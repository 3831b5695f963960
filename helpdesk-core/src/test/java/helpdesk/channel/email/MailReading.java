package helpdesk.channel.email;

import helpdesk.intake.RawMessage;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;

/** A test that hands over mail as it was received and looks at what was understood. */
abstract class MailReading {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  @Autowired MailInterpreter interpreter;

  IncomingMessage read(String mail) throws Exception {
    return read(mail.getBytes(StandardCharsets.UTF_8), Origin.INBOUND);
  }

  IncomingMessage read(byte[] mail, Origin origin) throws Exception {
    RawMessage raw =
        new RawMessage(
            1, "api", null, origin, NOON, mail.length, false, () -> new ByteArrayInputStream(mail));
    return interpreter.interpret(raw);
  }
}
