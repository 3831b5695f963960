package helpdesk.web.setup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link BootstrapRefused} as a sentence instead of a stack trace. */
class BootstrapRefusedAnalyzer extends AbstractFailureAnalyzer<BootstrapRefused> {
  @Override
  protected FailureAnalysis analyze(Throwable root, BootstrapRefused refused) {
    return new FailureAnalysis(
        refused.getMessage(), "Correct it and start again: nothing was created.", refused);
  }
}
