/** What every page shares: security, errors, layout, language. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.shell;
