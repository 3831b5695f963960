package helpdesk.survey;

import org.jspecify.annotations.Nullable;

/** How many of those who were asked answered (docs/metrics.md, B.17). */
public final class ResponseRate {
  private ResponseRate() {}

  /**
   * @param bounced invitations that never arrived
   * @return percent of the invitations that can have arrived, null if there was none
   */
  public static @Nullable Double percent(long answered, long sent, long bounced) {
    return sent - bounced <= 0 ? null : 100.0 * answered / (sent - bounced);
  }
}
