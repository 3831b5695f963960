package helpdesk.web.api.reference;

import helpdesk.web.api.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The description for programs, which need no token to read it. */
@RestController
@RequiresScope({})
class DescriptionApi {
  private final ApiDescription description;

  DescriptionApi(ApiDescription description) {
    this.description = description;
  }

  @GetMapping("/api/v1/openapi.json")
  ObjectNode document() {
    return description.document();
  }
}
