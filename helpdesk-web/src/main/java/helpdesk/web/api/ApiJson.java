package helpdesk.web.api;

import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the API writes JSON: keys in snake_case, instants as ISO 8601 in UTC, nulls written. Apart
 * from the mapper that reads and writes columns, so that neither can change the other.
 */
@Component
public class ApiJson {
  private final JsonMapper mapper =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** The mapper. */
  public JsonMapper mapper() {
    return mapper;
  }
}
