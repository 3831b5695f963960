/** Mailboxes that are fetched over IMAP, and whether a mail server can be reached at all. */
@org.jspecify.annotations.NullMarked
package helpdesk.channel.email.fetching;
