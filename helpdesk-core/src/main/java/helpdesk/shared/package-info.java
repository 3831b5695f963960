/** Small value types that every feature speaks: open to all, rarely changed. */
@org.jspecify.annotations.NullMarked
package helpdesk.shared;
