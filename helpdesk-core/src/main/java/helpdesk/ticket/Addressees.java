package helpdesk.ticket;

import helpdesk.contact.Contact;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds whom a reply goes to, and refuses whom it must not go to. */
@Component
class Addressees {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Addressees(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Those of the newest message of the customer. */
  Recipients of(TicketId ticket, Contact requester) {
    return ReplyRecipients.of(answered(ticket).orElse(null), party(requester), ours());
  }

  /**
   * Those that an agent chose.
   *
   * @throws DomainException (invalid) if nobody is left to answer, or one is a mailbox of ours
   */
  Recipients chosen(Recipients wanted, TicketId ticket, Contact requester) {
    OwnMailboxes ours = ours();
    if (wanted.everybody().map(Party::email).anyMatch(ours::include)) {
      throw new DomainException(
          DomainException.Kind.INVALID, "One of the recipients is a mailbox of our own.");
    }
    boolean silent = wanted.nobody() && of(ticket, requester).nobody();
    if (wanted.to().isEmpty() && !silent) {
      throw new DomainException(DomainException.Kind.INVALID, "A reply needs somebody to go to.");
    }
    return wanted;
  }

  private Optional<ReplyRecipients.Answered> answered(TicketId ticket) {
    return jdbc.sql(
            """
            SELECT author_name, author_address, recipients, remarks FROM message
             WHERE ticket_id = :ticket AND kind = 'customer' ORDER BY at DESC, id DESC LIMIT 1
            """)
        .param("ticket", ticket.value())
        .query(
            (row, n) -> {
              JsonNode recipients = json.readTree(row.getString("recipients"));
              EmailAddress author = EmailAddress.parse(row.getString("author_address"));
              return new ReplyRecipients.Answered(
                  author == null ? null : new Party(row.getString("author_name"), author),
                  StoredRemarks.read(json, row.getString("remarks")).replyTo(),
                  TicketReader.parties(recipients.path("to")),
                  TicketReader.parties(recipients.path("cc")));
            })
        .optional();
  }

  private OwnMailboxes ours() {
    return new OwnMailboxes(
        new HashSet<>(
            jdbc.sql("SELECT address FROM channel WHERE kind = 'email'")
                .query((row, n) -> new EmailAddress(row.getString("address")))
                .list()));
  }

  private static @Nullable Party party(Contact requester) {
    EmailAddress address = requester.email();
    return address == null ? null : new Party(requester.name(), address);
  }
}
