/** The pages a customer answers on. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.survey;
