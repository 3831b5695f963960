package helpdesk.channel.email;

import helpdesk.channel.email.CorpusMail.Expected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads another parser's whole parse of a message. */
final class StalwartExpectation {
  private StalwartExpectation() {}

  static Expected of(Path file) {
    Path parse = file.resolveSibling(file.getFileName().toString().replace(".eml", ".json"));
    if (!Files.exists(parse)) return Expected.NOTHING;
    JsonNode whole = CorpusSets.json(parse);
    JsonNode parts = whole.path("parts");
    JsonNode headers = parts.path(0).path("headers");
    List<CorpusMail.File> files = new ArrayList<>();
    for (JsonNode place : whole.path("attachments")) {
      JsonNode part = parts.path(place.asInt());
      CorpusMail.File attached = file(part);
      boolean says = attached.name() != null || attached.sha256() != null;
      if (says && !part.path("body").has("Message")) files.add(attached);
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode place : whole.path("text_body")) {
      JsonNode body = parts.path(place.asInt()).path("body");
      if (body.has("Text")) text.append(' ').append(body.path("Text").asString(""));
      if (body.has("Html"))
        text.append(' ').append(Jsoup.parse(body.path("Html").asString("")).text());
    }
    return new Expected(
        first(headers, "subject").path("Text").asString(""),
        sender(first(headers, "from").path("Address")),
        files,
        text.toString(),
        null,
        false,
        null);
  }

  private static CorpusMail.File file(JsonNode part) {
    JsonNode headers = part.path("headers");
    String name = attribute(first(headers, "content_disposition"), "filename");
    if (name == null) name = attribute(first(headers, "content_type"), "name");
    JsonNode body = part.path("body");
    JsonNode binary = body.has("Binary") ? body.path("Binary") : body.path("InlineBinary");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonNode b : binary) bytes.write(b.asInt());
    if (body.has("Text"))
      bytes.writeBytes(body.path("Text").asString("").getBytes(StandardCharsets.UTF_8));
    return new CorpusMail.File(
        name, binary.isEmpty() ? null : CorpusSets.sha16(bytes.toByteArray()));
  }

  private static @Nullable String sender(JsonNode addresses) {
    JsonNode list = addresses.path("List");
    String address = list.path(0).path("address").asString("");
    if (address.isEmpty())
      address =
          addresses.path("Group").path(0).path("addresses").path(0).path("address").asString("");
    return address.isEmpty() ? null : address;
  }

  private static JsonNode first(JsonNode headers, String name) {
    for (JsonNode header : headers) {
      if (header.path("name").asString("").equals(name)) return header.path("value");
    }
    return headers.path("none");
  }

  private static @Nullable String attribute(JsonNode header, String name) {
    for (JsonNode attribute : header.path("ContentType").path("attributes")) {
      if (attribute.path("name").asString("").equals(name))
        return attribute.path("value").asString("");
    }
    return null;
  }
}
