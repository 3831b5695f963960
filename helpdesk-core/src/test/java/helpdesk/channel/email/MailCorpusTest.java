package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.intake.Interpreter.NotWanted;
import helpdesk.intake.RawMessage;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every message of every set ends as understood or as not understood with a reason, and says what
 * another parser, or the set's own author, reads in it. The numbers are floors that were reached.
 */
@DatabaseTest
@Transactional
class MailCorpusTest {
  private static final boolean SHOW = Boolean.getBoolean("helpdesk.show-mismatches");
  @Autowired MailInterpreter interpreter;

  private static final class Tally {
    int messages;
    int understood;
    int compared;
    int subjects;
    int senders;
    int ids;
    final Map<String, Integer> reasons = new TreeMap<>();
    final List<String> differences = new ArrayList<>();
  }

  /** The set, how its files end, and the messages that must be understood at least. */
  @ParameterizedTest
  @CsvSource({
    "zammad-mail, .box, 52",
    "chatwoot-mail, .eml, 40",
    "redmine-mail, .eml, 53",
    "frappe-mail, .raw, 8",
    "django-helpdesk-mail, .eml, 6",
    "stalwart-mail, .eml, 60",
    "mime4j-mail, .msg, 10",
    "mikel-mail, .eml, 102",
    "cpython-mail, .txt, 41",
    "enmime-mail, .raw, 43",
    "flanker-mail, '', 114",
    "sisimai-bounces, .eml, 332",
    "mailinglist-threads, .eml, 626",
    "notmuch-threads, '', 57",
    "reply-talon, .eml, 12"
  })
  void everyMessageOfTheSetIsUnderstoodOrSaysWhyNot(String set, String end, int floor)
      throws IOException {
    Path folder = Corpus.set(set);
    Map<String, JsonNode> oracle = oracle(set);
    Tally tally = new Tally();
    for (Path file : Corpus.files(folder, end)) {
      IncomingMessage message = read(file, tally);
      JsonNode expected = oracle.get(folder.getParent().relativize(file).toString());
      if (message != null && expected != null) compare(file, message, expected, tally);
    }
    report(set, tally);
    assertThat(tally.understood).isGreaterThanOrEqualTo(floor);
    assertThat(tally.subjects).isGreaterThanOrEqualTo(tally.compared * 9 / 10);
    assertThat(tally.senders).isGreaterThanOrEqualTo(tally.compared * 8 / 10);
  }

  @Test
  void theMessagesOfAnotherHelpDeskSayWhatItsAuthorsExpect() throws IOException {
    Path set = Corpus.set("zammad-mail");
    Tally tally = new Tally();
    int files = 0;
    for (Path file : Corpus.files(set, ".box")) {
      Path expectation =
          set.resolve(file.getFileName().toString().replace(".box", ".expected.json"));
      IncomingMessage message = read(file, tally);
      if (message == null || !Files.exists(expectation)) continue;
      JsonNode expected = JsonMapper.shared().readTree(Files.readString(expectation));
      tally.compared++;
      if (same(expected.path("subject").asString(""), message.subject())) tally.subjects++;
      else differ(tally, file, "subject", expected.path("subject").asString(""), message.subject());
      String sender = expected.path("from_email").asString("");
      if (sender.equalsIgnoreCase(message.from().email().value())) tally.senders++;
      else differ(tally, file, "sender", sender, message.from().email().value());
      if (named(expected).equals(names(message))) files++;
      else differ(tally, file, "files", named(expected).toString(), names(message).toString());
    }
    report("zammad, its own", tally);
    System.out.printf("%-20s %4d of %d with the same files%n", "", files, tally.compared);
    assertThat(tally.subjects).isGreaterThanOrEqualTo(39);
    assertThat(tally.senders).isGreaterThanOrEqualTo(37);
    assertThat(files).isGreaterThanOrEqualTo(32);
  }

  @Test
  void bouncesAndAutomaticRepliesOfManyServersAreKnown() throws IOException {
    Map<String, Map<String, Integer>> kinds = new TreeMap<>();
    int bounces = 0;
    int traced = 0;
    for (Path file : Corpus.files(Corpus.set("sisimai-bounces"), ".eml")) {
      IncomingMessage message = read(file, new Tally());
      if (message == null) continue;
      String name = file.getFileName().toString().replaceFirst("-.*", "");
      String folder = file.getParent().getFileName().toString();
      String kind = message.automatic() == null ? "a person's" : message.automatic().key();
      if (SHOW && message.automatic() == null)
        System.out.println("PERSON " + file + " " + message.subject());
      kinds.computeIfAbsent(folder + "/" + name, k -> new TreeMap<>()).merge(kind, 1, Integer::sum);
      if (!List.of("bounce", "delayed", "complaint").contains(kind)) continue;
      bounces++;
      if (!message.references().isEmpty()) traced++;
    }
    kinds.forEach((name, counts) -> System.out.println("sisimai " + name + ": " + counts));
    System.out.println("sisimai: " + traced + " of " + bounces + " reports name their message");
    assertThat(bounces).isGreaterThanOrEqualTo(314);
    assertThat(traced).isGreaterThanOrEqualTo(269);
  }

  @Test
  void realRepliesOfUsualProgramsShowOnlyWhatIsNew() throws IOException {
    Path set = Corpus.set("reply-talon");
    int same = 0;
    List<Path> mails = Corpus.files(set, ".eml");
    for (Path file : mails) {
      String name = file.getFileName().toString().replace(".eml", "_reply_text");
      Path expectation = file.resolveSibling(name);
      String expected = Files.exists(expectation) ? Corpus.text(expectation) : "Hello";
      IncomingMessage message = read(file, new Tally());
      boolean matches = message != null && same(expected, message.visibleText());
      if (matches) same++;
      else if (message != null && SHOW) {
        System.out.println(
            "TALON "
                + name
                + "\n"
                + PlainText.cut(message.visibleText(), 600)
                + "\n-- expected\n"
                + expected);
      }
    }
    System.out.println(
        "reply-talon: " + same + " of " + mails.size() + " visible replies as expected");
    assertThat(same).isGreaterThanOrEqualTo(10);
  }

  /** The original HTML is an attachment to that help desk; here it is the message's own. */
  private static List<String> named(JsonNode expected) {
    List<String> names = new ArrayList<>();
    for (JsonNode file : expected.path("attachments")) {
      if (file.path("preferences").path("original-format").asBoolean(false)) continue;
      names.add(file.path("filename").asString(""));
    }
    return names.stream().sorted().toList();
  }

  private static List<String> names(IncomingMessage message) {
    return message.files().stream().map(f -> f.name()).sorted().toList();
  }

  private IncomingMessage read(Path file, Tally tally) throws IOException {
    tally.messages++;
    RawMessage raw =
        new RawMessage(
            tally.messages,
            "upload:1",
            null,
            Origin.IMPORT,
            Instant.parse("2026-11-01T00:00:00Z"),
            Files.size(file),
            true,
            () -> Files.newInputStream(file));
    try {
      IncomingMessage message = interpreter.interpret(raw);
      assertStorable(file, message);
      tally.understood++;
      return message;
    } catch (NotUnderstood | NotWanted e) {
      tally.reasons.merge(e.getMessage(), 1, Integer::sum);
      if (SHOW) System.out.println("NOT UNDERSTOOD " + file + ": " + e.getMessage());
      return null;
    }
  }

  private static void assertStorable(Path file, IncomingMessage message) {
    List<String> texts =
        new ArrayList<>(List.of(message.subject(), message.text(), message.visibleText()));
    texts.addAll(message.references());
    message.files().forEach(f -> texts.add(f.name() + f.type() + f.contentId()));
    if (message.html() != null) texts.add(message.html());
    for (String text : texts) {
      assertThat(text.indexOf('\0')).as(file.toString()).isEqualTo(-1);
      assertThat(
              new String(
                  text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  java.nio.charset.StandardCharsets.UTF_8))
          .as(file.toString())
          .isEqualTo(text);
    }
    assertThat(message.visibleText().isBlank())
        .as(file.toString())
        .isEqualTo(message.text().isBlank());
    assertThat(message.dedupeKey()).hasSize(32);
  }

  private static void compare(Path file, IncomingMessage message, JsonNode expected, Tally tally) {
    tally.compared++;
    String subject = expected.path("Subject").asString("");
    if (same(subject, message.subject())) tally.subjects++;
    else differ(tally, file, "subject", subject, message.subject());
    JsonNode from = expected.path("From").path(0).path(1);
    String sender = from.asString("");
    if (sender.equalsIgnoreCase(message.from().email().value())) tally.senders++;
    else differ(tally, file, "sender", sender, message.from().email().value());
    String id = expected.path("Message-ID").asString("").replaceAll("[<>\\s]", "");
    String own = message.messageId() == null ? "" : message.messageId();
    if (id.equals(own)) tally.ids++;
    else differ(tally, file, "id", id, own);
  }

  private static void differ(Tally tally, Path file, String what, String expected, String is) {
    tally.differences.add("%s %s: <%s> is <%s>".formatted(file.getFileName(), what, expected, is));
  }

  private static boolean same(String expected, String is) {
    return expected.replaceAll("\\s+", "").equals(is.replaceAll("\\s+", ""));
  }

  private static void report(String set, Tally tally) {
    System.out.printf(
        "%-20s %4d messages, %4d understood; of %4d compared: %4d subjects, %4d senders, %4d ids"
            + " the same; not understood: %s%n",
        set,
        tally.messages,
        tally.understood,
        tally.compared,
        tally.subjects,
        tally.senders,
        tally.ids,
        tally.reasons);
    if (SHOW) tally.differences.forEach(d -> System.out.println("  " + d));
  }

  private static Map<String, JsonNode> oracle(String set) throws IOException {
    Path file = Corpus.root().resolve("data/oracle/" + set + ".dev.jsonl");
    Map<String, JsonNode> byFile = new LinkedHashMap<>();
    if (!Files.exists(file)) return byFile;
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) continue;
      JsonNode node = JsonMapper.shared().readTree(line);
      byFile.put(node.path("file").asString(""), node);
    }
    return byFile;
  }
}
