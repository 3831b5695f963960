package helpdesk.story;

import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waited for an answer, from when to when. The first wait begins with the ticket (or when a bot
 * hands over); every later one with the oldest unanswered message.
 */
public final class Responses {
  /**
   * One wait after the first answer.
   *
   * @param to when it ended, null while it lasts
   * @param agent who answered, null where nobody did or the log does not say
   */
  public record Wait(
      Instant from, @Nullable Instant to, ResponseState outcome, @Nullable Long agent) {}

  private final @Nullable Instant clockFrom;
  private ResponseState first;
  private @Nullable Instant firstAt;
  private @Nullable Long firstAgent;
  private @Nullable Instant waitingFrom;
  private final List<Wait> waits = new ArrayList<>();
  private int replies;

  /** Reads a story. */
  public Responses(Story story, States states) {
    String origin = story.beginning().origin();
    boolean applies = origin.equals("inbound") || origin.equals("split");
    clockFrom = applies ? humanFrom(story) : null;
    first = applies ? ResponseState.WAITING : ResponseState.NOT_APPLICABLE;
    boolean resolved = States.terminal(story.beginning().status());
    for (Story.Line line : story.lines()) {
      if (line.asks()) {
        asked(line.at(), states.at(line.at()).terminal());
      } else if (line.isResponse()) {
        answered(line);
      } else if (line.event() instanceof TicketEvent.StatusChanged change) {
        boolean next = States.terminal(change.to());
        if (next && !resolved) resolved(line.at());
        resolved = next;
      }
    }
    if (waitingFrom != null) waits.add(new Wait(waitingFrom, null, ResponseState.WAITING, null));
    if (first == ResponseState.WAITING && clockFrom == null) first = ResponseState.BOT;
  }

  /** From when a person was asked for: the creation, but for a bot's ticket its hand-over. */
  public static @Nullable Instant humanFrom(Story story) {
    if (!story.beginning().botHandling()) return story.createdAt();
    return story.lines().stream()
        .filter(line -> line.event() instanceof TicketEvent.BotHandoff)
        .map(Story.Line::at)
        .findFirst()
        .orElse(null);
  }

  private void asked(Instant at, boolean terminalAfterwards) {
    if (terminalAfterwards || first == ResponseState.WAITING || waitingFrom != null) return;
    waitingFrom = at;
  }

  private void answered(Story.Line line) {
    replies++;
    Long agent = author(line.event());
    if (first == ResponseState.WAITING) {
      boolean asked = clockFrom != null && !line.at().isBefore(clockFrom);
      first = asked ? ResponseState.ANSWERED : ResponseState.CANCELLED;
      firstAt = line.at();
      firstAgent = agent;
    } else if (waitingFrom != null) {
      waits.add(new Wait(waitingFrom, line.at(), ResponseState.ANSWERED, agent));
      waitingFrom = null;
    }
  }

  private void resolved(Instant at) {
    if (first == ResponseState.WAITING) {
      first = ResponseState.CANCELLED;
      firstAt = at;
    }
    if (waitingFrom != null) {
      waits.add(new Wait(waitingFrom, at, ResponseState.CANCELLED, null));
      waitingFrom = null;
    }
  }

  /** Who gave an answer, null where the log does not say. */
  public static @Nullable Long author(TicketEvent event) {
    if (event instanceof TicketEvent.AgentReply reply) return reply.agent();
    return event instanceof TicketEvent.CallAnswered call ? call.agent() : null;
  }

  /** How far the first answer is. */
  public ResponseState first() {
    return first;
  }

  /** When it was answered or cancelled, null before. */
  public @Nullable Instant firstAt() {
    return firstAt;
  }

  /** Who wrote it, null where the log does not say. */
  public @Nullable Long firstAgent() {
    return firstAgent;
  }

  /** When the clock of the first answer began, null if it never did. */
  public @Nullable Instant clockFrom() {
    return clockFrom;
  }

  /** The waits after the first answer, in order. */
  public List<Wait> waits() {
    return waits;
  }

  /** Since when somebody has been waiting, null if nobody is. */
  public @Nullable Instant waitingSince() {
    return first == ResponseState.WAITING ? clockFrom : waitingFrom;
  }

  /** How many answers there were. */
  public int replies() {
    return replies;
  }
}
