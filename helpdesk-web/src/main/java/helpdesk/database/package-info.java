/**
 * The database under everything: the PostgreSQL that comes with Helpdesk where no other is named,
 * and patience with one that is not there yet.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.database;
