package helpdesk.web.api.reference;

import helpdesk.web.api.ApiJson;
import helpdesk.web.api.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document: the files of all features put together, and to each operation what is the
 * same everywhere or known from its handler. Built once, when first asked for.
 */
@Component
public class ApiDescription {
  private static final String FILES = "classpath*:openapi/*.yaml";
  private static final String FIRST = "helpdesk.yaml";
  private final ApiJson json;
  private final Endpoints endpoints;
  private final SingletonSupplier<ObjectNode> document = SingletonSupplier.of(this::build);

  ApiDescription(ApiJson json, Endpoints endpoints) {
    this.json = json;
    this.endpoints = endpoints;
  }

  /** The whole document. */
  public ObjectNode document() {
    return document.obtain();
  }

  private ObjectNode build() {
    ObjectNode whole = json.mapper().createObjectNode();
    for (Resource file : files()) merge(whole, read(file));
    endpoints.all().forEach(endpoint -> complete(whole, endpoint));
    return whole;
  }

  private static List<Resource> files() {
    try {
      List<Resource> files =
          new ArrayList<>(
              Arrays.asList(new PathMatchingResourcePatternResolver().getResources(FILES)));
      files.sort(
          Comparator.comparing((Resource file) -> !FIRST.equals(file.getFilename()))
              .thenComparing(file -> String.valueOf(file.getFilename())));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode read(Resource file) {
    try (InputStream in = file.getInputStream()) {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return json.mapper().valueToTree(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects are merged, lists are appended, anything else stays as it was first said. */
  private static void merge(ObjectNode into, ObjectNode from) {
    for (var field : from.properties()) {
      JsonNode there = into.get(field.getKey());
      if (there == null) into.set(field.getKey(), field.getValue());
      else if (there instanceof ObjectNode object && field.getValue() instanceof ObjectNode more)
        merge(object, more);
      else if (there instanceof ArrayNode list && field.getValue() instanceof ArrayNode more)
        list.addAll(more);
    }
  }

  private void complete(ObjectNode whole, Endpoints.Endpoint endpoint) {
    if (!(whole.path("paths").path(endpoint.path()).path(endpoint.method())
        instanceof ObjectNode operation)) return;
    List<String> scopes = endpoint.scopes();
    if (scopes == null || scopes.isEmpty()) {
      operation.putArray("security");
      return;
    }
    ArrayNode security = operation.putArray("security");
    scopes.forEach(scope -> security.addObject().putArray("bearer").add(scope));
    ObjectNode responses = operation.withObjectProperty("responses");
    problem(responses, "401", "The token is missing or not known.");
    problem(responses, "403", "The token lacks the scope.");
    if (endpoint.path().contains("{")) problem(responses, "404", "There is no such thing.");
    if (operation.has("requestBody") || operation.has("parameters"))
      problem(responses, "422", "Something sent cannot be accepted; errors names the fields.");
    problem(responses, "429", "Too many requests in this second; Retry-After says when.");
    if (endpoint.method().equals("post")) {
      operation
          .withArrayProperty("parameters")
          .addObject()
          .put("name", "Idempotency-Key")
          .put("in", "header")
          .put("description", "Sent again within 24 hours, it is carried out once.")
          .putObject("schema")
          .put("type", "string")
          .put("maxLength", 255);
    }
  }

  private static void problem(ObjectNode responses, String status, String description) {
    if (responses.has(status)) return;
    responses
        .putObject(status)
        .put("description", description)
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }
}
