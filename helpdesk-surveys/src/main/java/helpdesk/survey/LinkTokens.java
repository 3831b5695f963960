package helpdesk.survey;

import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * The secrets in personal links: 192 bits, derived from the invitation under a key of this
 * installation, so that a retry gives the same link and only a hash is stored.
 */
@Component
class LinkTokens {
  private static final String KEY = "survey-links";
  private static final int BYTES = 24;
  private final Secrets secrets;

  LinkTokens(Secrets secrets) {
    this.secrets = secrets;
  }

  String of(long invitation) {
    return Tokens.encode(Arrays.copyOf(secrets.sign(KEY, "invitation:" + invitation), BYTES));
  }
}
