/**
 * Tells the operators' monitoring how the desk is doing: the only package that knows Micrometer.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.metrics.meters;
