/** The description of the API, for programs and for people. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.api.reference;
