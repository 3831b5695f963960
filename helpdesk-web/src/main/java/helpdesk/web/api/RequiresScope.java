package helpdesk.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which scopes open an API handler: one of them is enough. On the class for all its handlers; a
 * handler's own wins. A handler under {@code /api} without this annotation answers 403 to
 * everybody.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {
  /** Scopes such as {@code tickets:read}; none means that any token will do. */
  String[] value();
}
