package helpdesk.web.api;

import helpdesk.shared.DomainException;
import java.util.List;

/** The token is known, but was not given what this needs. */
final class MissingScope extends DomainException {
  private static final long serialVersionUID = 1L;

  MissingScope(List<String> anyOf) {
    super(
        Kind.FORBIDDEN,
        anyOf.isEmpty()
            ? "No token may do this."
            : "This needs a token with the scope " + String.join(" or ", anyOf) + ".");
  }
}
