package helpdesk.outbox;

import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier.NotDelivered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what is due. A row is taken in one short transaction and its result written in another; the
 * sending itself is outside. Should the node die in between, the lease runs out and the same mail,
 * with the same Message-ID, is sent again.
 */
@Component
class OutboxWorker implements QueueWorker {
  /** How often we look whether somebody has set up a mail server. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
  private final Leases leases;
  private final LeaseKeeper keeper;
  private final Carrier carrier;
  private final ComeBack comeBack;
  private final JsonMapper json;
  private final Clock clock;
  private final int threads;

  OutboxWorker(
      Leases leases,
      LeaseKeeper keeper,
      Carrier carrier,
      ComeBack comeBack,
      JsonMapper json,
      Clock clock,
      @Value("${helpdesk.outbox.threads:4}") int threads) {
    this.leases = leases;
    this.keeper = keeper;
    this.carrier = carrier;
    this.comeBack = comeBack;
    this.json = json;
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public String wakeTopic() {
    return Outbox.TOPIC;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public boolean runOnce() {
    Optional<Claim> claim = leases.claim();
    if (claim.isEmpty()) {
      carrier.rest();
      return false;
    }
    send(claim.get());
    return true;
  }

  private void send(Claim claim) {
    OutgoingMail mail = read(claim);
    if (mail == null) return;
    try (LeaseKeeper.Kept kept = keeper.keep(claim.lease())) {
      carrier.carry(mail);
    } catch (NotDelivered e) {
      notDelivered(claim, e.trouble(), String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException e) {
      log.error("Outbound {} could not be handed over", claim.id(), e);
      notDelivered(claim, NotDelivered.Trouble.FOR_NOW, "Something unexpected went wrong here.");
      return;
    }
    leases.sent(claim);
    log.info("Outbound {} sent", claim.id());
  }

  private void notDelivered(Claim claim, NotDelivered.Trouble trouble, String detail) {
    switch (trouble) {
      case NOT_CONFIGURED -> leases.rest(claim, detail, clock.instant().plus(LOOK_AGAIN));
      case FOR_GOOD -> fail(claim, detail);
      case FOR_NOW -> {
        Optional<Instant> next =
            Patience.nextTry(claim.attempts(), claim.tryingSince(), clock.instant());
        if (next.isPresent()) defer(claim, detail, next.get());
        else fail(claim, detail);
      }
    }
  }

  private void defer(Claim claim, String detail, Instant next) {
    log.info("Outbound {} deferred until {}", claim.id(), next);
    leases.defer(claim, detail, next);
  }

  private void fail(Claim claim, String detail) {
    log.warn("Outbound {} failed", claim.id());
    comeBack.fail(claim, detail);
  }

  private @Nullable OutgoingMail read(Claim claim) {
    try {
      return json.readValue(claim.payload(), OutgoingMail.class);
    } catch (JacksonException e) {
      log.error("Outbound {} cannot be read", claim.id(), e);
      fail(claim, "This mail was stored in a form that cannot be read.");
      return null;
    }
  }
}
