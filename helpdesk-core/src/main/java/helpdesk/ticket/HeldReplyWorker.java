package helpdesk.ticket;

import helpdesk.agent.Agents;
import helpdesk.job.QueueWorker;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives held replies to the desk when they are due. The message and the end of the held row are one
 * transaction under the ticket's lock: whoever takes a reply back comes before it or too late. What
 * the desk refuses by now stays, with the reason, for its author.
 */
@Component
class HeldReplyWorker implements QueueWorker {
  /** How long a reply waits after something unexpected; meanwhile it can still be taken back. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(HeldReplyWorker.class);
  private final HeldReplyRows rows;
  private final Tickets tickets;
  private final TicketDesk desk;
  private final Agents agents;
  private final LiveUpdates live;
  private final Clock clock;
  private final TransactionTemplate whole;
  private final TransactionTemplate undoable;
  private volatile @Nullable Instant nextDue;

  HeldReplyWorker(
      HeldReplyRows rows,
      Tickets tickets,
      TicketDesk desk,
      Agents agents,
      LiveUpdates live,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.tickets = tickets;
    this.desk = desk;
    this.agents = agents;
    this.live = live;
    this.clock = clock;
    this.whole = new TransactionTemplate(transactions);
    this.undoable = new TransactionTemplate(transactions);
    this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public String name() {
    return "held-reply";
  }

  @Override
  public String wakeTopic() {
    return HeldReplies.WAKE;
  }

  /** Until the next is due, but no longer than usual. */
  @Override
  public Duration restAtMost() {
    Duration usual = QueueWorker.super.restAtMost();
    Instant next = nextDue;
    if (next == null) return usual;
    Duration left = Duration.between(clock.instant(), next);
    // one that is due already waits for its ticket, on which somebody else works
    return left.compareTo(usual) < 0 && left.compareTo(Duration.ZERO) > 0 ? left : usual;
  }

  @Override
  public boolean runOnce() {
    return new Turn().run();
  }

  /** One reply in hand. */
  private final class Turn {
    private @Nullable TicketId ticket;
    private @Nullable MessageId reply;

    boolean run() {
      try {
        return Boolean.TRUE.equals(whole.execute(status -> next()));
      } catch (RuntimeException e) {
        if (ticket == null || reply == null) throw e;
        log.error("Held reply {} could not be given to the desk", reply, e);
        postpone(ticket, reply);
        return true;
      }
    }

    private boolean next() {
      Instant now = clock.instant();
      ticket = rows.lockDue(now).orElse(null);
      if (ticket == null) {
        nextDue = rows.nextDue().orElse(null);
        return false;
      }
      reply = rows.due(ticket, now).orElse(null);
      if (reply != null) rows.find(reply).ifPresent(HeldReplyWorker.this::end);
      return true;
    }
  }

  private void end(HeldReply held) {
    try {
      undoable.executeWithoutResult(status -> desk.give(held, agents.byId(held.author())));
      rows.delete(held.id());
    } catch (DomainException e) {
      log.info("Held reply {} was refused when it was due", held.id());
      rows.refuse(held.id(), String.valueOf(e.getMessage()));
      live.publish("ticket-" + held.ticket(), "inbox");
    }
  }

  private void postpone(TicketId ticket, MessageId reply) {
    whole.executeWithoutResult(
        status -> {
          tickets.lock(ticket);
          rows.postpone(reply, clock.instant(), AFTER_FAILURE);
        });
  }
}
