package helpdesk.channel;

import helpdesk.shared.ChannelId;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** How the mailboxes are, for those who look after them. */
@Service
public class MailboxHealth {
  private final JdbcClient jdbc;
  private final Mailboxes mailboxes;
  private final MailboxAlarms alarms;
  private final Rhythms rhythms;
  private final Clock clock;

  MailboxHealth(
      JdbcClient jdbc, Mailboxes mailboxes, MailboxAlarms alarms, Rhythms rhythms, Clock clock) {
    this.jdbc = jdbc;
    this.mailboxes = mailboxes;
    this.alarms = alarms;
    this.rhythms = rhythms;
    this.clock = clock;
  }

  /** How a mailbox hears of news. */
  public enum Mode {
    /** Its server tells at once (IDLE). */
    IDLE,
    /** Its server is asked every few seconds. */
    POLLING,
    /** No node attends to it, or none has got through to it yet. */
    NONE
  }

  /**
   * One mailbox.
   *
   * @param rhythm what is usual, null as long as nothing is
   * @param usualNow how many messages usually come in this hour of the week
   * @param today how many usually come in each hour of this day, empty without a rhythm
   */
  public record Report(
      Mailbox mailbox,
      Mode mode,
      List<MailboxAlarm> alarms,
      @Nullable Rhythm rhythm,
      double usualNow,
      List<Double> today) {}

  /** Every mailbox by name. */
  public List<Report> reports() {
    Map<ChannelId, Mode> modes = modes();
    List<MailboxAlarm> standing = alarms.standing();
    Instant now = clock.instant();
    return mailboxes.all().stream().map(m -> report(m, modes, standing, now)).toList();
  }

  private Report report(
      Mailbox mailbox, Map<ChannelId, Mode> modes, List<MailboxAlarm> standing, Instant now) {
    ChannelId channel = mailbox.channel().id();
    Rhythm rhythm = rhythms.of(channel).orElse(null);
    return new Report(
        mailbox,
        modes.getOrDefault(channel, Mode.NONE),
        standing.stream().filter(a -> a.channel().equals(channel)).toList(),
        rhythm,
        rhythm == null ? 0 : rhythm.at(now),
        rhythm == null ? List.of() : Arrays.stream(rhythm.day(now)).boxed().toList());
  }

  /** The lease is measured with the database's own clock, which all nodes share. */
  private Map<ChannelId, Mode> modes() {
    Map<ChannelId, Mode> modes = new HashMap<>();
    jdbc.sql(
            "SELECT channel_id, idle FROM mailbox_watch WHERE held_until > clock_timestamp() AND"
                + " idle IS NOT NULL")
        .query(
            row -> {
              modes.put(
                  new ChannelId(row.getLong("channel_id")),
                  row.getBoolean("idle") ? Mode.IDLE : Mode.POLLING);
            });
    return modes;
  }
}
