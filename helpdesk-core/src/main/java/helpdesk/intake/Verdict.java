package helpdesk.intake;

import helpdesk.ticket.MessageId;
import helpdesk.ticket.Reception;
import helpdesk.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/** What became of a message. */
record Verdict(
    InboundView.State state,
    @Nullable String reason,
    @Nullable TicketId ticket,
    @Nullable MessageId message,
    @Nullable TicketId suggested) {

  static Verdict quarantined(String reason) {
    return new Verdict(InboundView.State.QUARANTINED, reason, null, null, null);
  }

  static Verdict ignored(String reason) {
    return new Verdict(InboundView.State.IGNORED, reason, null, null, null);
  }

  static Verdict of(Reception reception) {
    InboundView.State state =
        switch (reception.outcome()) {
          case ATTACHED, OPENED -> InboundView.State.PROCESSED;
          case DUPLICATE -> InboundView.State.DUPLICATE;
          case IGNORED -> InboundView.State.IGNORED;
        };
    return new Verdict(
        state, reception.reason(), reception.ticket(), reception.message(), reception.suggested());
  }
}
