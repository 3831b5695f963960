/**
 * The HTTP API of other programs, under {@code /api/v1}: what all its controllers share.
 *
 * <p>To add an endpoint: write a {@code @RestController} anywhere in the web whose paths begin with
 * {@code /api/v1}, put {@link helpdesk.web.api.RequiresScope} on each handler (one without it
 * answers nobody), read the body as a {@code JsonNode} through {@link helpdesk.web.api.Input},
 * answer with records (their keys become snake_case, nulls are written) and lists with {@link
 * helpdesk.web.api.ItemPage}, throw a {@code DomainException} where something is wrong, and
 * describe it in a file of your own under {@code resources/openapi}. Authentication, problem
 * details, {@code Idempotency-Key} and rate limits are there already ({@code gate}).
 */
@org.jspecify.annotations.NullMarked
package helpdesk.web.api;
