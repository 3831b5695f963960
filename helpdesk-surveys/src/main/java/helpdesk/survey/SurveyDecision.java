package helpdesk.survey;

import helpdesk.ticket.TicketNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision whether to ask, or a personal link, as people look it up.
 *
 * @param origin {@code mail} or {@code link}
 * @param state {@code planned}, {@code sent} or {@code skipped}
 * @param reason why not, null unless skipped
 * @param detail what excluded the ticket, such as {@code spam}, null otherwise
 * @param dueAt when it is decided, null for a link
 * @param answered whether an answer came
 */
public record SurveyDecision(
    long id,
    String survey,
    String origin,
    String state,
    @Nullable NotSent reason,
    @Nullable String detail,
    @Nullable TicketNumber ticket,
    @Nullable String subject,
    @Nullable String customer,
    @Nullable Instant dueAt,
    @Nullable Instant decidedAt,
    @Nullable Instant expiresAt,
    boolean answered) {}
