/** Stored bytes, kept once per content, streamed in chunks. */
@org.jspecify.annotations.NullMarked
package helpdesk.attachment;
