package helpdesk.ticket;

import helpdesk.shared.Party;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a message while it was read, and what an agent should know of it.
 *
 * @param charset in which its text was read; null where only ASCII is in it
 * @param charsetDoubtful whether its sender named no charset, or a false one
 * @param protections {@code signed} and {@code encrypted}, as far as they hold; nobody has verified
 *     a signature
 * @param invitation to an appointment, if it brings one
 * @param unproven which proofs of its sender our receiving server saw fail: {@code spf}, {@code
 *     dkim}, {@code dmarc}
 * @param replyTo whom it asks to be answered to, where that is not its sender
 */
public record Remarks(
    @Nullable String charset,
    boolean charsetDoubtful,
    List<String> protections,
    @Nullable Invitation invitation,
    List<String> unproven,
    List<Party> replyTo) {
  /** Nothing to say. */
  public static final Remarks NONE =
      new Remarks(null, false, List.of(), null, List.of(), List.of());

  public Remarks {
    protections = listed(protections);
    unproven = listed(unproven);
    replyTo = listed(replyTo);
  }

  /** The same, read in a charset that a person chose. */
  public Remarks readAs(String chosen) {
    return new Remarks(chosen, true, protections, invitation, unproven, replyTo);
  }

  /** What is missing in a stored text was never found. */
  private static <T> List<T> listed(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  /**
   * An appointment that somebody proposes, accepts or calls off.
   *
   * @param method as RFC 5546 names it, lower case: {@code request}, {@code reply}, {@code cancel}
   * @param starts null where its zone is unknown to us or it has none
   * @param when the beginning as it was written, where it is no instant: a day, a time somewhere
   */
  public record Invitation(
      String method,
      String summary,
      @Nullable Instant starts,
      @Nullable Instant ends,
      @Nullable String when,
      @Nullable String location) {}
}
