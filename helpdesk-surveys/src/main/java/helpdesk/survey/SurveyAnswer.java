package helpdesk.survey;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer answered.
 *
 * @param source {@code mail} after our invitation, {@code foot} through the foot of an answer,
 *     {@code link} through a personal link of another system, {@code open} through a public link
 * @param score the last value
 * @param reasons keys of the reasons ticked after a low score
 * @param contactMe whether they want somebody to get in touch
 * @param submittedAt the first time, in whole seconds: the date that every metric uses
 * @param editedAt when score or comment last changed, null if never
 * @param changedAt the last submission
 * @param suspectedMachine kept and shown, but in no score
 * @param agent who had the ticket when it was solved, null if nobody
 * @param followedUpAt our first reply on the ticket strictly after a low answer and within 14 days,
 *     null if there is none (yet)
 */
public record SurveyAnswer(
    long id,
    String survey,
    SurveyKind kind,
    String source,
    int score,
    boolean low,
    @Nullable String comment,
    List<String> reasons,
    boolean contactMe,
    String language,
    Instant submittedAt,
    @Nullable Instant editedAt,
    Instant changedAt,
    boolean suspectedMachine,
    @Nullable TicketId ticket,
    @Nullable TicketNumber ticketNumber,
    @Nullable String ticketSubject,
    @Nullable ContactId contact,
    @Nullable String contactName,
    @Nullable AgentId agent,
    @Nullable String agentName,
    @Nullable TeamId team,
    @Nullable Instant followedUpAt) {}
