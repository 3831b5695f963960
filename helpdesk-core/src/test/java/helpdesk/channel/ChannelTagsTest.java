package helpdesk.channel;

import static helpdesk.channel.email.sending.MailDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.channel.email.sending.MailDesk;
import helpdesk.channel.email.sending.MailTest;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketReader;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MailTest
class ChannelTagsTest {
  @Autowired MailDesk mail;
  @Autowired Channels channels;
  @Autowired TicketReader reader;

  @Test
  void aNewTicketGetsTheTagsOfItsMailbox() {
    ChannelSettings before = mail.mailbox().settings();
    channels.change(
        mail.mailbox().id(), before.change().defaultTags(List.of("Parcel", "parcel")).done());
    try {
      TicketId ticket = mail.asks(KIM, "Where is it?", "My parcel.", Locale.ENGLISH);

      assertThat(reader.heads(List.of(ticket)).get(0).tags()).containsExactly("parcel");
    } finally {
      channels.change(mail.mailbox().id(), before);
    }
  }
}
