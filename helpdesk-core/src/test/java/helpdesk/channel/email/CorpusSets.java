package helpdesk.channel.email;

import helpdesk.channel.email.CorpusMail.Expected;
import helpdesk.shared.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the sets of real mail and what comes with them; see {@link Corpus} for where they lie. */
final class CorpusSets {
  /** How the messages' files end, by set. */
  private static final Map<String, String> ENDS = new LinkedHashMap<>();

  static {
    ENDS.put("zammad-mail", ".box");
    ENDS.put("chatwoot-mail", ".eml");
    ENDS.put("redmine-mail", ".eml");
    ENDS.put("frappe-mail", ".raw");
    ENDS.put("django-helpdesk-mail", ".eml");
    ENDS.put("stalwart-mail", ".eml");
    ENDS.put("mime4j-mail", ".msg");
    ENDS.put("mikel-mail", ".eml");
    ENDS.put("cpython-mail", ".txt");
    ENDS.put("enmime-mail", ".raw");
    ENDS.put("flanker-mail", "");
    ENDS.put("sisimai-bounces", ".eml");
    ENDS.put("mailinglist-threads", ".eml");
    ENDS.put("notmuch-threads", "");
    ENDS.put("reply-talon", ".eml");
    ENDS.put("reply-trimmer", ".txt");
    ENDS.put("reply-github", ".txt");
    ENDS.put("reply-zapier", ".txt");
    ENDS.put("reply-willdurand", ".txt");
  }

  private CorpusSets() {}

  static List<String> names() {
    return List.copyOf(ENDS.keySet());
  }

  /** Every message of the set, in order. */
  static List<CorpusMail> of(String set) {
    Path folder = Corpus.set(set);
    if (set.equals("reply-trimmer")) folder = folder.resolve("emails");
    String end = String.valueOf(ENDS.get(set));
    Map<String, JsonNode> oracle = oracle(set);
    Map<String, JsonNode> bounces =
        set.equals("sisimai-bounces")
            ? fields(Corpus.set(set).resolve("expected.dev.json"))
            : Map.of();
    List<CorpusMail> mails = new ArrayList<>();
    for (Path file : Corpus.files(folder, end)) {
      // Nothing at all is no message; the API's door refuses it with words.
      if (file.toFile().length() == 0) continue;
      String name = folder.relativize(file).toString();
      byte[] raw =
          end.equals(".txt") && set.startsWith("reply-") ? wrapped(set, file) : bytes(file);
      Expected expected =
          switch (set) {
            case "zammad-mail" -> zammad(file, oracle.get(set + "/" + name));
            case "stalwart-mail" -> StalwartExpectation.of(file);
            case "sisimai-bounces" -> bounce(name, bounces, oracle.get(set + "/" + name));
            case "reply-talon" -> talon(file);
            case "reply-trimmer" -> trimmer(file);
            case "reply-github" -> github(file);
            default -> oracle(oracle.get(set + "/" + name), null);
          };
      mails.add(new CorpusMail(set, name, raw, expected));
    }
    return mails;
  }

  private static Expected oracle(@Nullable JsonNode read, @Nullable String automatic) {
    if (read == null) return Expected.NOTHING;
    List<CorpusMail.File> files = new ArrayList<>();
    for (JsonNode file : read.path("attachments")) {
      String name = file.path("filename").asString("");
      boolean empty = file.path("size").asInt(0) == 0;
      if (empty && name.isEmpty()) continue;
      files.add(
          new CorpusMail.File(
              name.isEmpty() ? null : name, empty ? null : file.path("sha256").asString("")));
    }
    String sender = read.path("From").path(0).path(1).asString("");
    return new Expected(
        read.path("Subject").asString(""),
        sender.isEmpty() ? null : sender,
        files,
        null,
        null,
        false,
        automatic);
  }

  private static Expected zammad(Path file, @Nullable JsonNode read) {
    Path expectation =
        file.resolveSibling(file.getFileName().toString().replace(".box", ".expected.json"));
    if (!Files.exists(expectation)) return oracle(read, null);
    JsonNode expected = json(expectation);
    List<CorpusMail.File> files = new ArrayList<>();
    for (JsonNode one : expected.path("attachments")) {
      // The original HTML is an attachment to that help desk; here it is the message's own.
      if (one.path("preferences").path("original-format").asBoolean(false)) continue;
      String sha = one.path("data").path("sha256").asString("");
      files.add(
          new CorpusMail.File(
              one.path("filename").asString(""), sha.isEmpty() ? null : sha.substring(0, 16)));
    }
    return new Expected(
        expected.path("subject").asString(""),
        expected.path("from_email").asString(""),
        files,
        Jsoup.parse(expected.path("body").asString("")).text().replace("no visible content", ""),
        null,
        false,
        null);
  }

  private static Expected bounce(
      String file, Map<String, JsonNode> expected, @Nullable JsonNode read) {
    String key = file.replaceFirst(".*/", "").replace(".eml", "");
    JsonNode first = expected.getOrDefault(key, JsonMapper.shared().createArrayNode()).path(0);
    String reason = first.path("reason").asString("");
    if (!file.startsWith("bsd/")) reason = "";
    String automatic =
        switch (reason) {
          case "" -> null;
          case "feedback" -> "auto_generated";
          case "vacation" -> "auto_replied";
          default -> "bounce";
        };
    return oracle(read, automatic);
  }

  private static Expected talon(Path file) {
    Path expectation =
        file.resolveSibling(file.getFileName().toString().replace(".eml", "_reply_text"));
    return Expected.visible(Files.exists(expectation) ? Corpus.text(expectation) : "Hello", false);
  }

  private static Expected trimmer(Path file) {
    Path expectation = file.resolveSibling("../trimmed/" + file.getFileName()).normalize();
    return Expected.visible(Corpus.text(expectation), false);
  }

  private static Expected github(Path file) {
    String name = file.getFileName().toString().replace(".txt", "");
    for (JsonNode test : json(file.resolveSibling("expected.json")).path(name)) {
      if (test.has("visible")) return Expected.visible(test.path("visible").asString(""), false);
      boolean shown = !test.path("hidden").path(0).asBoolean(false);
      if (test.has("fragment0") && shown)
        return Expected.visible(test.path("fragment0").asString(""), true);
    }
    return Expected.NOTHING;
  }

  /** A bare body as the mail that it was. */
  private static byte[] wrapped(String set, Path file) {
    String head =
        "From: Somebody <somebody@example.org>\nTo: help@desk.example\nSubject: Re: A question\n"
            + "Message-ID: <%s-%s@example.org>\nMIME-Version: 1.0\n".formatted(set, name(file))
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
    return (head + Corpus.text(file)).getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("[^A-Za-z0-9]", ".");
  }

  static String sha16(byte[] bytes) {
    return HexFormat.of().formatHex(Tokens.sha256().digest(bytes)).substring(0, 16);
  }

  private static Map<String, JsonNode> fields(Path file) {
    Map<String, JsonNode> fields = new HashMap<>();
    JsonNode expected = json(file).path("expected");
    for (String name : expected.propertyNames()) fields.put(name, expected.path(name));
    return fields;
  }

  private static Map<String, JsonNode> oracle(String set) {
    Path file = Corpus.root().resolve("data/oracle/" + set + ".dev.jsonl");
    Map<String, JsonNode> byFile = new HashMap<>();
    if (!Files.exists(file)) return byFile;
    for (String line : Corpus.text(file).split("\n")) {
      if (line.isBlank()) continue;
      JsonNode node = JsonMapper.shared().readTree(line);
      byFile.put(node.path("file").asString(""), node);
    }
    return byFile;
  }

  static JsonNode json(Path file) {
    return JsonMapper.shared().readTree(Corpus.text(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
