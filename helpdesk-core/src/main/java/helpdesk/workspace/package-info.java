/** The one company this installation serves: name, time zone, language, secrets, audit. */
@org.jspecify.annotations.NullMarked
package helpdesk.workspace;
