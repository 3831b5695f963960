package helpdesk.web.api;

import java.security.Principal;
import java.util.Set;

/**
 * The program that asks: the principal of every API request.
 *
 * @param token the id of its token
 * @param name what people called the token
 */
public record ApiClient(long token, String name, Set<String> scopes) implements Principal {
  @Override
  public String getName() {
    return name;
  }

  /** Whether its token has this scope. */
  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
