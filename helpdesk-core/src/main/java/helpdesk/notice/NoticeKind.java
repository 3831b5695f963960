package helpdesk.notice;

import java.util.Locale;

/** What somebody is told. */
public enum NoticeKind {
  /** A promise to the customer will be broken soon. */
  SLA_WARNING,
  /** It was. */
  SLA_BREACHED,
  /** Nobody has taken the ticket in time. */
  QUEUE_LIMIT_EXCEEDED;

  /** The stored word, such as {@code sla_warning}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  public static NoticeKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
