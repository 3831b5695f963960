/**
 * What agents are told of tickets without asking: in the app, and by mail if they like. Whoever has
 * something to tell calls {@link helpdesk.notice.Notices} in the transaction of its cause; who is
 * told is decided here.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.notice;
