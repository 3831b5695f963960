/**
 * The one way in: store the raw message first, answer the source, then interpret. Start at {@link
 * helpdesk.intake.Intake}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.intake;
