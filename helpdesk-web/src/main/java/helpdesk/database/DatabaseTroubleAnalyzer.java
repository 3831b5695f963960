package helpdesk.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link DatabaseTrouble} as two sentences instead of a stack trace. */
class DatabaseTroubleAnalyzer extends AbstractFailureAnalyzer<DatabaseTrouble> {
  @Override
  protected FailureAnalysis analyze(Throwable root, DatabaseTrouble trouble) {
    return new FailureAnalysis(trouble.getMessage(), trouble.remedy(), trouble);
  }
}
