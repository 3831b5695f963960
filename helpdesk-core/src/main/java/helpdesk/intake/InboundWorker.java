package helpdesk.intake;

import helpdesk.job.QueueWorker;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Receptionist;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes one message after the other, oldest first, and sees to it that each ends somewhere. What a
 * message leads to and the word that it was dealt with are one transaction; what it had begun
 * before it failed is undone to a savepoint, so the verdict is written under the same lock.
 */
@Component
class InboundWorker implements QueueWorker {
  static final String WAKE = "inbound";

  /** How often work on a message may end without a word before it is held to be the cause. */
  static final int STARTS_AT_MOST = 3;

  private static final int POSTPONED_AT_MOST = 10;
  private static final int TIMEOUT_SECONDS = 180;
  private static final Logger log = LoggerFactory.getLogger(InboundWorker.class);
  private final InboundQueue queue;
  private final ObjectProvider<Interpreter> interpreters;
  private final Receptionist receptionist;
  private final IntakeSettings settings;
  private final TransactionTemplate whole;
  private final TransactionTemplate separate;
  private final TransactionTemplate undoable;

  InboundWorker(
      InboundQueue queue,
      ObjectProvider<Interpreter> interpreters,
      Receptionist receptionist,
      IntakeSettings settings,
      PlatformTransactionManager transactions) {
    this.queue = queue;
    this.interpreters = interpreters;
    this.receptionist = receptionist;
    this.settings = settings;
    this.whole = template(transactions, TransactionDefinition.PROPAGATION_REQUIRED);
    this.whole.setTimeout(TIMEOUT_SECONDS);
    this.separate = template(transactions, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.undoable = template(transactions, TransactionDefinition.PROPAGATION_NESTED);
  }

  private static TransactionTemplate template(PlatformTransactionManager manager, int propagation) {
    TransactionTemplate template = new TransactionTemplate(manager);
    template.setPropagationBehavior(propagation);
    return template;
  }

  @Override
  public String name() {
    return "inbound";
  }

  @Override
  public String wakeTopic() {
    return WAKE;
  }

  @Override
  public int threads() {
    return settings.threads();
  }

  @Override
  public boolean runOnce() {
    return new Turn().run();
  }

  /** One message in hand. */
  private final class Turn {
    private @Nullable RawMessage message;

    boolean run() {
      try {
        return Boolean.TRUE.equals(whole.execute(status -> next()));
      } catch (RuntimeException e) {
        if (message == null) throw e;
        afterwards(message.id(), e);
        return true;
      }
    }

    private boolean next() {
      Optional<RawMessage> claimed = queue.claim();
      if (claimed.isEmpty()) return false;
      RawMessage raw = claimed.get();
      message = raw;
      queue.settle(raw.id(), begin(raw.id()) > STARTS_AT_MOST ? neverEnded() : decide(raw));
      return true;
    }
  }

  private int begin(long id) {
    Integer starts = separate.execute(status -> queue.begin(id));
    return starts == null ? 1 : starts;
  }

  private Verdict decide(RawMessage raw) {
    try {
      Verdict verdict = undoable.execute(status -> receive(raw, status));
      if (verdict == null) throw new IllegalStateException("No verdict");
      return verdict;
    } catch (RuntimeException e) {
      if (PassingTrouble.is(e)) throw e;
      return unexpected(raw.id(), e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return unexpected(raw.id(), e);
    }
  }

  private Verdict receive(RawMessage raw, TransactionStatus attempt) {
    Interpreter interpreter =
        interpreters
            .orderedStream()
            .filter(i -> i.interprets(raw.source()))
            .findFirst()
            .orElse(null);
    if (interpreter == null) {
      return Verdict.quarantined("Nothing here understands messages of this source.");
    }
    try {
      return Verdict.of(receptionist.receive(interpreter.interpret(raw)));
    } catch (Interpreter.NotUnderstood e) {
      attempt.setRollbackOnly();
      return Verdict.quarantined(reason(e));
    } catch (Interpreter.NotWanted e) {
      attempt.setRollbackOnly();
      return Verdict.ignored(reason(e));
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "No reason was given." : e.getMessage();
  }

  private static Verdict neverEnded() {
    return Verdict.quarantined(
        "Work on this message was begun "
            + STARTS_AT_MOST
            + " times and never came to an end; it may be what stopped the desk.");
  }

  private static Verdict unexpected(long id, Throwable cause) {
    String error = Tokens.random().substring(0, 10).toLowerCase(Locale.ROOT);
    log.error("Inbound message {} failed unexpectedly (error {})", id, error, cause);
    return Verdict.quarantined(
        "Something unexpected went wrong while this message was taken in (error " + error + ").");
  }

  /** The whole transaction is gone: puts the message off, or away if that does not help. */
  private void afterwards(long id, RuntimeException cause) {
    separate.executeWithoutResult(
        status -> {
          if (!PassingTrouble.is(cause) || queue.postpone(id) > POSTPONED_AT_MOST) {
            queue.settle(id, unexpected(id, cause));
          } else {
            log.warn("Inbound message {} waits for better times: {}", id, cause.toString());
          }
        });
  }
}
