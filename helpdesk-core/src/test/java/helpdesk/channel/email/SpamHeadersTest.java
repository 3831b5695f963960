package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words by which servers in front of us call a message spam, and those that say nothing. */
class SpamHeadersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Spam-Flag: YES
          X-Spam-Status: Yes, score=9.1 required=5.0 tests=BAYES_99
          X-Spam: true
          X-Gm-Spam: 1
          X-Barracuda-Spam-Status: Yes, SCORE=6.0
          X-Bogosity: Spam, tests=bogofilter, spamicity=1.000000
          X-DSPAM-Result: Spam
          X-MS-Exchange-Organization-SCL: 6
          X-Forefront-Antispam-Report: CIP:255.255.255.255;CTRY:;LANG:en;SCL:9;SRV:
          X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;SRV:
          """)
  void aPlainWordCounts(String header) {
    assertThat(sign(header)).isEqualTo(header.substring(0, header.indexOf(':')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Spam-Flag: NO
          X-Spam-Flag:
          X-Spam-Status: No, score=-1.9 required=5.0
          X-Spam-Score: 12.5
          X-Gm-Spam: 0
          X-Gm-Spam: 10
          X-Bogosity: Ham, tests=bogofilter
          X-DSPAM-Result: Innocent
          X-MS-Exchange-Organization-SCL: 1
          X-MS-Exchange-Organization-SCL: -1
          X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:NSPM;SCL:1;SRV:
          Subject: X-Spam-Flag: YES
          """)
  void aNoAMereScoreAndWhatASenderWritesElsewhereSayNothing(String header) {
    assertThat(sign(header)).isNull();
  }

  private static @Nullable String sign(String header) {
    Headers headers = new Headers();
    headers.add(
        header.substring(0, header.indexOf(':')),
        (header + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return SpamHeaders.sign(headers);
  }
}
