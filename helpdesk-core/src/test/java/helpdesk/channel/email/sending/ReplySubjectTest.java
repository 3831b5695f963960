package helpdesk.channel.email.sending;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.ticket.TicketNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplySubjectTest {
  @ParameterizedTest
  @CsvSource({
    "Where is it?,                         Re: Where is it? [#1042]",
    "Re: Where is it?,                     Re: Where is it? [#1042]",
    "SV: RE: Re[2]: Where is it? [#1042],  Re: Where is it? [#1042]",
    "[#1042],                              Re: [#1042]",
    "Revival of the [#7] fern,             Re: Revival of the [#7] fern [#1042]",
    "'Two\r\nBcc: eve@example.org lines',  Re: Two Bcc: eve@example.org lines [#1042]",
  })
  void anAnswerHasOnePrefixOneNumberAndOneLine(String subject, String expected) {
    assertThat(ReplySubject.of(subject, new TicketNumber(1042))).isEqualTo(expected);
  }
}
