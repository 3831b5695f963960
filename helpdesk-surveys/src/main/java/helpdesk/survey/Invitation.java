package helpdesk.survey;

import helpdesk.contact.ContactId;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision to ask, or one personal link.
 *
 * @param origin {@code mail} for a decision, {@code link} for another system's mail, {@code foot}
 *     for the foot of our answers
 */
record Invitation(
    long id,
    String survey,
    String origin,
    ContactId contact,
    @Nullable TicketId ticket,
    @Nullable Long resolveEvent,
    @Nullable Integer resolveSeq,
    @Nullable Long agent,
    @Nullable Long team,
    @Nullable Instant dueAt,
    String state,
    @Nullable String language,
    @Nullable Instant sentAt,
    @Nullable Instant expiresAt) {}
