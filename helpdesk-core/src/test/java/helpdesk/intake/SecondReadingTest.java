package helpdesk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.shared.DomainException;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SecondReadingTest {
  private static final Charset CENTRAL = Charset.forName("windows-1250");
  @Autowired Intake intake;
  @Autowired InboundWorker worker;
  @Autowired SecondReading reading;
  @Autowired TicketReader tickets;
  @Autowired EventLog events;

  @Test
  void aMessageReadInAnotherCharsetHasNewWordsAndTheLogSaysSo() throws Exception {
    byte[] mail =
        "From: eva@example.org\nSubject: Říjen a kůň\n\nPříliš žluťoučký kůň".getBytes(CENTRAL);
    long inbound = store(mail);
    TicketView before = ticket(inbound);
    MessageId message = before.messages().get(0).id();
    assertThat(before.messages().get(0).text()).doesNotContain("žluťoučký");

    reading.readAgain(before.id(), message, CENTRAL, Actor.SYSTEM);

    TicketView after = tickets.byNumber(before.number());
    assertThat(after.messages().get(0).visibleText()).isEqualTo("Příliš žluťoučký kůň");
    assertThat(after.messages().get(0).remarks().charset()).isEqualTo("windows-1250");
    assertThat(after.subject()).isEqualTo("Říjen a kůň");
    assertThat(events.of(after.id()))
        .extracting(e -> e.event())
        .anySatisfy(
            event -> {
              assertThat(event).isInstanceOf(TicketEvent.FieldChanged.class);
              TicketEvent.FieldChanged changed = (TicketEvent.FieldChanged) event;
              assertThat(changed.field()).isEqualTo("message_charset");
              assertThat(changed.to()).isEqualTo(message + " windows-1250");
            });
    assertThat(intake.raw(inbound).readAllBytes()).isEqualTo(mail);
  }

  @Test
  void aMessageOfAnotherTicketIsNotFound() {
    TicketView one = ticket(store("From: a@example.org\n\nOne".getBytes(CENTRAL)));
    TicketView other = ticket(store("From: b@example.org\n\nOther".getBytes(CENTRAL)));

    assertThatThrownBy(
            () -> reading.readAgain(other.id(), one.messages().get(0).id(), CENTRAL, Actor.SYSTEM))
        .isInstanceOf(DomainException.class);
  }

  private long store(byte[] mail) {
    Intake.Arrival arrival =
        new Intake.Arrival("api", null, null, Origin.INBOUND, Instant.now(), null);
    long id = intake.store(arrival, new ByteArrayInputStream(mail));
    while (worker.runOnce()) {}
    return id;
  }

  private TicketView ticket(long inbound) {
    Long number = intake.find(inbound).ticket();
    return tickets.byNumber(new TicketNumber(java.util.Objects.requireNonNull(number)));
  }
}
