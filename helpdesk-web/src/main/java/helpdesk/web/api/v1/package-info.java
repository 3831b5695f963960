/** The first version of the API: what it offers, and the shapes it promises. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.api.v1;
