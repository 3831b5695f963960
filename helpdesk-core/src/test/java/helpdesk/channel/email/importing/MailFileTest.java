package helpdesk.channel.email.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class MailFileTest {
  private static final String FROM = "From kim@example.org  Mon Sep  2 12:32:39 2002\n";

  @Test
  void anMboxIsSplitAtItsFromLinesAndOnlyThere() throws IOException {
    String one =
        "Subject: One\n\nFrom here on nothing\n\nFrom a sentence about 10:30 tomorrow\nend\n";
    String two = "Subject: Two\n\nbody\n";

    assertThat(split(FROM + one + "\n" + FROM + two + "\n")).containsExactly(one, two);
  }

  @Test
  void escapedFromLinesAreUnescapedByOne() throws IOException {
    assertThat(split(FROM + "Subject: x\n\n>From me\n>>From you\n> From nobody\n"))
        .containsExactly("Subject: x\n\nFrom me\n>From you\n> From nobody\n");
  }

  @Test
  void windowsLineEndsAndAMissingLastOneAreKeptAsTheyAre() throws IOException {
    String crlf = FROM.replace("\n", "\r\n");

    assertThat(split(crlf + "Subject: a\r\n\r\nx\r\n\r\n" + crlf + "Subject: b\r\n\r\ny"))
        .containsExactly("Subject: a\r\n\r\nx\r\n", "Subject: b\r\n\r\ny");
  }

  @Test
  void emptyLinesOfAMessageStayButTheOneThatEndsItGoes() throws IOException {
    assertThat(split(FROM + "Subject: a\n\nx\n\n\n\n" + FROM + "Subject: b\n\n\n"))
        .containsExactly("Subject: a\n\nx\n\n\n", "Subject: b\n\n");
  }

  @Test
  void fromLinesWithoutADateCountWhereTheFirstHasNone() throws IOException {
    assertThat(split("From -\nSubject: a\n\nx\n\nFrom -\nSubject: b\n\ny\n"))
        .containsExactly("Subject: a\n\nx\n", "Subject: b\n\ny\n");
  }

  @Test
  void aLineLongerThanAnyBufferStaysWhole() throws IOException {
    String body = "Subject: long\n\n" + "From ".repeat(60_000) + "\n";

    assertThat(split(FROM + body)).containsExactly(body);
  }

  @Test
  void aSingleMessageIsTakenAsItIs() throws IOException {
    String eml = "Subject: one\n\nFrom x Mon Sep  2 12:32:39 2002\n\n\n";

    assertThat(split(eml)).containsExactly(eml);
  }

  @Test
  void aZipHoldsMessagesAndMboxes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "mail/one.eml", "Subject: one\n\n1\n");
      add(zip, "mail/.DS_Store", "rubbish");
      add(zip, "two.mbox", FROM + "Subject: two\n\n2\n\n" + FROM + "Subject: three\n\n3\n");
    }

    assertThat(split(bytes.toByteArray()))
        .containsExactly("Subject: one\n\n1\n", "Subject: two\n\n2\n", "Subject: three\n\n3\n");
  }

  @Test
  void aLargeMessageGoesThroughAFileAndComesOutTheSame() throws IOException {
    String large = "Subject: large\n\n" + "0123456789abcdef\n".repeat(100_000);

    assertThat(split(FROM + large + "\n")).containsExactly(large);
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(ISO_8859_1));
    zip.closeEntry();
  }

  private static List<String> split(String file) throws IOException {
    return split(file.getBytes(ISO_8859_1));
  }

  private static List<String> split(byte[] file) throws IOException {
    List<String> messages = new ArrayList<>();
    boolean ended =
        MailFile.each(
            new ByteArrayInputStream(file),
            message -> {
              try (InputStream in = message.open()) {
                messages.add(new String(in.readAllBytes(), ISO_8859_1));
              }
              return true;
            });
    assertThat(ended).isTrue();
    return messages;
  }
}
