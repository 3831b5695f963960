package helpdesk.ticket;

import helpdesk.shared.Party;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets the customer say in the foot of an answer how it was: implemented by the surveys. */
public interface RatingLinks {
  /**
   * Makes the links for an answer, in the caller's transaction. Later answers of the ticket get the
   * same ones, so that there is one rating however often it is pressed.
   *
   * @param to who gets the answer
   * @return empty if the customer is not among them, or is not asked about this ticket
   */
  Optional<Question> ask(TicketId ticket, List<Party> to);

  /**
   * What the foot asks.
   *
   * @param language of all the words here
   * @param choices one for each score, the lowest first
   * @param wayOut where the customer says that they do not want to be asked
   */
  record Question(Locale language, String words, List<Link> choices, Link wayOut) {}

  /**
   * @param url absolute; opening it changes nothing
   */
  record Link(String words, String url) {}
}
