/**
 * Asks customers how it was, and keeps what they say, by the rules of docs/metrics.md, B.14–B.17
 * and C. Start at {@link helpdesk.survey.SurveyAnswers}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.survey;
