/** Mail from files: splits them into messages and hands those to the intake. */
@org.jspecify.annotations.NullMarked
package helpdesk.channel.email.importing;
