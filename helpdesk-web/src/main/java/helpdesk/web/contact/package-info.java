/** The customer's page. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.contact;
