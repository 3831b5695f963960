package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.shared.EmailAddress;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReplyAddressTest {
  private static final EmailAddress MAILBOX = new EmailAddress("help+shop@shop.example");
  @Autowired ReplyAddress addresses;

  @Test
  void aSignedAddressNamesItsTicketInAnyCase() {
    EmailAddress signed = addresses.sign(new TicketId(1042), MAILBOX);

    assertThat(signed.value()).startsWith("help+shop+t1042.").endsWith("@shop.example");
    assertThat(addresses.verify(signed)).contains(new TicketId(1042));
    assertThat(addresses.verify(new EmailAddress(signed.value().toUpperCase(Locale.ROOT))))
        .contains(new TicketId(1042));
    assertThat(ReplyAddress.withoutMark(signed)).isEqualTo(MAILBOX);
  }

  @Test
  void theSignatureOfOneTicketOpensNoOther() {
    String signed = addresses.sign(new TicketId(1042), MAILBOX).value();

    assertThat(addresses.verify(new EmailAddress(signed.replace("t1042.", "t1043.")))).isEmpty();
    assertThat(addresses.verify(new EmailAddress("help+t1042.aaaaaaaaaaaaaaaa@shop.example")))
        .isEmpty();
    assertThat(addresses.verify(MAILBOX)).isEmpty();
    assertThat(addresses.verify(new EmailAddress("help+t99999999999999999999.a@shop.example")))
        .isEmpty();
  }
}
