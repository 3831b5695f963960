package helpdesk.ticket;

import helpdesk.spam.SpamRule;
import helpdesk.spam.SpamRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says whether a message is unwanted: by our lists, else by the word of the mail server before us.
 * Unwanted mail is kept apart, never thrown away.
 */
@Component
class SpamJudge {
  /**
   * Why a message is held to be spam.
   *
   * @param reason {@code blocked_address}, {@code blocked_domain}, {@code blocked_phrase} or {@code
   *     header}
   * @param detail what was met: the rule's value, or the header
   * @param listed whether our own lists say so, which a mail server's guess does not outweigh
   */
  record Verdict(String reason, String detail, boolean listed) {}

  private final SpamRules rules;

  SpamJudge(SpamRules rules) {
    this.rules = rules;
  }

  /** The verdict, or null for a message that is welcome. */
  @Nullable Verdict judge(IncomingMessage message) {
    if (message.origin() == Origin.IMPORT || answersUs(message)) return null;
    Optional<SpamRule> rule =
        rules.meeting(message.from().email(), message.subject(), message.text());
    if (rule.isPresent()) return verdict(rule.get());
    String sign = message.spamSign();
    return sign == null ? null : new Verdict("header", sign, false);
  }

  /** What machines send because of our own mail is no spam, whoever it is about. */
  private static boolean answersUs(IncomingMessage message) {
    return message.automatic() == IncomingMessage.Automatic.BOUNCE
        || message.automatic() == IncomingMessage.Automatic.AUTO_REPLIED;
  }

  private static @Nullable Verdict verdict(SpamRule rule) {
    if (rule.effect() == SpamRule.Effect.ALLOW) return null;
    return new Verdict("blocked_" + rule.kind().key(), rule.value(), true);
  }
}
