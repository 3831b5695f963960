package helpdesk.web.api.reference;

import helpdesk.web.api.ApiJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description as a person reads it. */
@Component
class ReferencePage {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private final ApiDescription description;
  private final JsonMapper json;

  ReferencePage(ApiDescription description, ApiJson json) {
    this.description = description;
    this.json = json.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
  }

  record Section(String name, String description, List<Operation> operations) {}

  /**
   * @param scopes of which one is enough; empty if it needs no token
   * @param body an example of what is sent, or null
   */
  record Operation(
      String id,
      String method,
      String path,
      String summary,
      String description,
      List<String> scopes,
      List<Parameter> parameters,
      @Nullable Example body,
      List<Answer> answers) {}

  record Parameter(String name, String in, boolean required, String description, String type) {}

  record Answer(String status, String description, @Nullable Example example) {}

  /**
   * @param block whether it is JSON to be shown as it is, and not the name of a shape
   */
  record Example(String text, boolean block) {}

  record Schema(String name, String text) {}

  /** The operations under their tags, in the order of the document. */
  List<Section> sections() {
    ObjectNode document = description.document();
    Map<String, List<Operation>> byTag = new LinkedHashMap<>();
    document.path("tags").forEach(tag -> byTag.put(text(tag, "name"), new ArrayList<>()));
    for (var path : document.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isMissingNode()) continue;
        String tag = operation.path("tags").path(0).asString("");
        byTag
            .computeIfAbsent(tag, t -> new ArrayList<>())
            .add(operation(method, path.getKey(), operation));
      }
    }
    return byTag.entrySet().stream()
        .map(e -> new Section(e.getKey(), tagDescription(document, e.getKey()), e.getValue()))
        .toList();
  }

  /** What the document says before everything else. */
  String introduction() {
    return text(description.document().path("info"), "description");
  }

  /** The shapes that the operations name. */
  List<Schema> schemas() {
    return description.document().path("components").path("schemas").properties().stream()
        .map(e -> new Schema(e.getKey(), json.writeValueAsString(e.getValue())))
        .toList();
  }

  private Operation operation(String method, String path, JsonNode operation) {
    List<String> scopes = new ArrayList<>();
    operation
        .path("security")
        .forEach(one -> one.path("bearer").forEach(scope -> scopes.add(scope.asString())));
    List<Parameter> parameters = new ArrayList<>();
    operation.path("parameters").forEach(p -> parameters.add(parameter(resolve(p))));
    List<Answer> answers = new ArrayList<>();
    operation
        .path("responses")
        .properties()
        .forEach(e -> answers.add(answer(e.getKey(), e.getValue())));
    return new Operation(
        text(operation, "operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation, "summary"),
        text(operation, "description"),
        scopes,
        parameters,
        example(operation.path("requestBody")),
        answers);
  }

  private static Parameter parameter(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    String type = schema.has("$ref") ? name(schema) : text(schema, "type");
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      schema.path("enum").forEach(word -> words.add(word.asString()));
      type = String.join(" | ", words);
    }
    return new Parameter(
        text(parameter, "name"),
        text(parameter, "in"),
        parameter.path("required").asBoolean(false),
        text(parameter, "description"),
        type);
  }

  private Answer answer(String status, JsonNode answer) {
    return new Answer(status, text(answer, "description"), example(answer));
  }

  /** The example where there is one, else the name of the shape. */
  private @Nullable Example example(JsonNode carrier) {
    for (var content : carrier.path("content").properties()) {
      JsonNode example = content.getValue().path("example");
      if (!example.isMissingNode()) return new Example(json.writeValueAsString(example), true);
      JsonNode schema = content.getValue().path("schema");
      if (schema.has("$ref")) return new Example(name(schema), false);
      return new Example(content.getKey(), false);
    }
    return null;
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? description.document().at(text(node, "$ref").substring(1)) : node;
  }

  private static String name(JsonNode reference) {
    String path = text(reference, "$ref");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String tagDescription(ObjectNode document, String name) {
    for (JsonNode tag : document.path("tags"))
      if (text(tag, "name").equals(name)) return text(tag, "description");
    return "";
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
