package helpdesk.metrics.report;

import helpdesk.metrics.ask.Question;
import java.util.Locale;

/** Puts the figures of a report into words. */
public interface ReportWriter {
  /**
   * A mail without its recipient.
   *
   * @param text the plain text
   * @param html the same as HTML
   */
  record Letter(String subject, String text, String html) {}

  /** Writes it in a language; reads the figures as of the question's instant. */
  Letter write(Report report, Question question, Locale language);
}
