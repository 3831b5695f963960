/**
 * Unwanted mail: whose and which, as administrators and agents said. Start at {@link
 * helpdesk.spam.SpamRules}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.spam;
