package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.web.WebTest;
import helpdesk.web.api.reference.ApiDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

@WebTest
class ApiDescriptionTest {
  @Autowired MockMvcTester mvc;
  @Autowired Endpoints endpoints;
  @Autowired ApiDescription description;

  @Test
  void everyEndpointIsDescribedAndEveryDescriptionHasItsEndpoint() {
    Set<String> answered = new HashSet<>();
    for (Endpoints.Endpoint e : endpoints.all()) answered.add(e.method() + " " + e.path());
    Set<String> described = new HashSet<>();
    for (var path : description.document().path("paths").properties())
      for (var operation : path.getValue().properties())
        described.add(operation.getKey() + " " + path.getKey());
    assertThat(described).isEqualTo(answered).hasSizeGreaterThan(15);
  }

  @Test
  void everyEndpointNamesItsScopes() {
    assertThat(endpoints.all()).allSatisfy(e -> assertThat(e.scopes()).as(e.path()).isNotNull());
  }

  @Test
  void everyOperationHasASummaryAnIdOfItsOwnAndATag() {
    List<String> ids = new ArrayList<>();
    for (var path : description.document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        assertThat(operation.getValue().path("summary").asString(""))
            .as(path.getKey())
            .isNotBlank();
        assertThat(operation.getValue().path("tags").size()).as(path.getKey()).isEqualTo(1);
        ids.add(operation.getValue().path("operationId").asString(""));
      }
    }
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = description.document();
    List<String> references = new ArrayList<>();
    collect(document, references);
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void theDocumentIsReadWithoutAToken() {
    assertThat(mvc.get().uri("/api/v1/openapi.json"))
        .hasStatusOk()
        .hasContentType("application/json")
        .bodyJson()
        .extractingPath("$.openapi")
        .isEqualTo("3.1.0");
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.has("$ref")) references.add(node.get("$ref").asString());
    node.forEach(child -> collect(child, references));
  }
}
