package helpdesk.channel.email;

import helpdesk.intake.Interpreter.NotWanted;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows our own mail when it comes back, by a copy, a forward or a list. */
@Component
class OwnMail {
  private final JdbcClient jdbc;
  private final LoopMark mark;

  OwnMail(JdbcClient jdbc, LoopMark mark) {
    this.jdbc = jdbc;
    this.mark = mark;
  }

  /**
   * @throws NotWanted if this installation sent the message
   */
  void refuse(Headers headers, @Nullable String messageId, Set<EmailAddress> ours)
      throws NotWanted {
    Party sender = Correspondents.sender(headers);
    boolean fromUs = sender != null && ours.contains(sender.email());
    if (mark.isOurs(messageId, headers.first(LoopMark.HEADER))
        || fromUs && messageId != null && sent(messageId)) {
      throw new NotWanted("our own message came back");
    }
  }

  private boolean sent(String messageId) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM outbound_message WHERE idempotency_key = :id)
                OR EXISTS (SELECT 1 FROM message WHERE rfc_message_id = :id AND author_agent IS NOT NULL)
            """)
        .param("id", messageId)
        .query(Boolean.class)
        .single();
  }
}
