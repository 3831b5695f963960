package helpdesk.web.admin;

import helpdesk.outbox.DeliveryState;
import helpdesk.outbox.OutboundView;
import helpdesk.web.shell.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as its page shows it.
 *
 * @param state which state is shown, null for all
 * @param counts how many are in each state, but for the sent
 * @param before where this page begins, null for the first
 * @param next where the next page begins, null if there is none
 */
record OutboxPage(
    @Nullable DeliveryState state,
    Map<DeliveryState, Long> counts,
    List<Row> rows,
    @Nullable Long before,
    @Nullable Long next) {
  /** The states in the order of their tabs: what wants a person first. */
  public List<DeliveryState> tabs() {
    return List.of(
        DeliveryState.FAILED,
        DeliveryState.BOUNCED,
        DeliveryState.DEFERRED,
        DeliveryState.QUEUED,
        DeliveryState.SENT);
  }

  /** How many are in that state, null for the sent, which nobody counts. */
  public @Nullable Long count(DeliveryState state) {
    return counts.get(state);
  }

  /** Whether anything waits only because nothing can send yet. */
  public boolean unconfigured() {
    return rows.stream().anyMatch(Row::unconfigured);
  }

  /** One mail; times in the workspace's zone, in the reader's language. */
  record Row(OutboundView mail, String created, @Nullable String sent, @Nullable String nextTry) {
    public String to() {
      return String.join(", ", mail.to());
    }

    /** It waits for a mail server and was never tried. */
    public boolean unconfigured() {
      return mail.state() == DeliveryState.QUEUED && mail.attempts() == 0 && mail.detail() != null;
    }

    /** The colour of the state's chip. */
    public String colour() {
      return switch (mail.state()) {
        case QUEUED -> "blue";
        case SENT -> "green";
        case DEFERRED -> "amber";
        case BOUNCED, FAILED -> "red";
      };
    }
  }

  static List<Row> rows(List<OutboundView> mails, Times times) {
    return mails.stream()
        .map(
            mail ->
                new Row(
                    mail,
                    times.moment(mail.createdAt()),
                    shown(times, mail.sentAt()),
                    shown(times, mail.nextAttemptAt())))
        .toList();
  }

  private static @Nullable String shown(Times times, @Nullable Instant at) {
    return at == null ? null : times.moment(at);
  }
}
