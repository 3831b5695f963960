package helpdesk.channel.email;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** When a message says it was written. */
final class MailDate {
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

  private MailDate() {}

  /** The Date header's instant if it can be true: from 1990 to a day after it was received. */
  static @Nullable Instant written(Headers headers, Instant receivedAt) {
    String value = headers.first("date");
    if (value == null || value.length() > 200) return null;
    try {
      DateTimeField field =
          DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", value), DecodeMonitor.SILENT);
      Date date = field.getDate();
      if (date == null) return null;
      Instant at = date.toInstant();
      boolean sane = at.isAfter(FIRST) && at.isBefore(receivedAt.plus(Duration.ofDays(1)));
      return sane ? at : null;
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }
}
