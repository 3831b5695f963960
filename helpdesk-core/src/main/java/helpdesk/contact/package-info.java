/** Customers: a person with one or more addresses. */
@org.jspecify.annotations.NullMarked
package helpdesk.contact;
