/** What an administrator sets and watches. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.admin;
