/** E-mail: what a message says, mailboxes that are fetched, mail that is sent. */
@org.jspecify.annotations.NullMarked
package helpdesk.channel.email;
