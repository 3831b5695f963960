package helpdesk.story;

import java.util.Locale;

/** How far an answer is (docs/metrics.md, B.3 and B.4). */
public enum ResponseState {
  WAITING,
  ANSWERED,
  /** Resolved without an answer, or an agent stepped in before a bot handed over. */
  CANCELLED,
  /** Nobody has asked for a person yet. */
  BOT,
  /** The house began. */
  NOT_APPLICABLE;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
