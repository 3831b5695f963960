/**
 * A small invented shop: ninety days of believable tickets in three languages, marked and
 * removable.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.sample;
