/**
 * Mail on its way out: how a reply is written as a mail, and how a mail is handed to its server.
 * Start at {@link helpdesk.channel.email.sending.SmtpCarrier}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.channel.email.sending;
