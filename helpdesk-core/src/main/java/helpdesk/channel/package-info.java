/** Channels and their settings; one sub-package per adapter. */
@org.jspecify.annotations.NullMarked
package helpdesk.channel;
