/**
 * What the DNS must say so that mail of ours is believed. Start at {@link
 * helpdesk.channel.email.domains.DomainChecks}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.channel.email.domains;
