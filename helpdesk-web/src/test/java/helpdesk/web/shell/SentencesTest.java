package helpdesk.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.support.ResourceBundleMessageSource;

class SentencesTest {
  private static final Locale SPANISH = Locale.forLanguageTag("es");
  private static final Locale SWEDISH = Locale.forLanguageTag("sv");

  /** Where the desk says something that may reach a person, and the ends of such statements. */
  private static final Pattern SAID =
      Pattern.compile(
          "(?s)(?:new"
              + " DomainException\\(\\s*DomainException\\.Kind\\.\\w+,|super\\(\\s*Kind\\.\\w+,|new"
              + " Not(?:Understood|Wanted)\\(|Verdict\\.(?:quarantined|ignored)\\(|\\b(?:later|because)\\(|fail\\(claim,"
              + " |new NotDelivered\\(|String (?:reason|NO_SERVER)"
              + " =|FOR_NOW,|intake\\.refuse\\()(.*?);\n");

  private static final Pattern BRANCH = Pattern.compile("\\s[?:]\\s+(?=\")");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Sentences sentences = sentences();

  private static Sentences sentences() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages/said");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    try {
      return new Sentences(messages);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aSentenceIsSaidInTheLanguageOfWhoReadsIt() {
    assertThat(sentences.say("It names no sender.", SPANISH))
        .isEqualTo("No nombra a ningún remitente.");
    assertThat(sentences.say("It names no sender.", Locale.ENGLISH))
        .isEqualTo("It names no sender.");
  }

  @Test
  void whatFillsItsGapsStaysAndOurOwnWordsAmongItAreSaidToo() {
    assertThat(sentences.say("No connection to mail.example:993.", SWEDISH))
        .isEqualTo("Ingen anslutning till mail.example:993.");
    assertThat(
            sentences.say(
                "The message has 300 MB, more than the 100 MB that are taken. It is still in the"
                    + " mailbox.",
                SPANISH))
        .isEqualTo("El mensaje tiene 300 MB, más de los 100 MB que se aceptan. Sigue en el buzón.");
    assertThat(sentences.say("A ticket that is closed cannot become on_hold.", SWEDISH))
        .isEqualTo("Ett ärende med status ”stängt” kan inte få status ”pausat”.");
  }

  @Test
  void whatNobodyKnowsIsShownAsItWasSaid() {
    String old = "550 5.1.1 No such user {here}";
    assertThat(sentences.say(old, SPANISH)).isEqualTo(old);
    assertThat(sentences.say(null, SPANISH)).isNull();
  }

  /** Reads the source: who adds a sentence is told here to add it to the bundle said. */
  @TestFactory
  Stream<DynamicTest> everySentenceInTheSourceIsInTheBundle() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : sources())
      for (String sentence : sentences(file))
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + sentence,
                () ->
                    assertThat(sentences.translated(sentence, SPANISH))
                        .as("messages/said*.properties know “%s”", sentence)
                        .isPresent()));
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : List.of("core", "surveys", "metrics", "web"))
      try (Stream<Path> files = Files.walk(Path.of("../helpdesk-" + module + "/src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.toString().contains("/web/api/")) // it speaks English
            .filter(file -> !file.toString().contains("/database/")) // so does the start
            .forEach(all::add);
      }
    return all;
  }

  private static List<String> sentences(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    String source = Files.readString(file);
    Matcher said = SAID.matcher(source);
    while (said.find()) for (String branch : BRANCH.split(said.group(1))) add(branch, found);
    return found;
  }

  /** Literals in a row are one sentence; what stands between or around them is a gap. */
  private static void add(String expression, List<String> found) {
    Matcher literal = LITERAL.matcher(expression);
    StringBuilder sentence = new StringBuilder();
    int end = -1;
    while (literal.find()) {
      if (end >= 0 && gap(expression.substring(end, literal.start()))) sentence.append("7");
      sentence.append(literal.group(1));
      end = literal.end();
    }
    if (end < 0) return;
    int first = expression.indexOf('"');
    if (expression.substring(0, first).strip().endsWith("+")) sentence.insert(0, "7");
    if (gap(expression.substring(end)) && !expression.substring(end).contains("formatted"))
      sentence.append("7");
    String whole = sentence.toString().replaceAll("%[ds]", "7").replace("\\\"", "\"");
    if (whole.contains(" ") && !whole.contains("\\\\")) found.add(whole);
  }

  private static boolean gap(String between) {
    return between.strip().startsWith("+") && between.replaceAll("[+\\s]", "").length() > 0;
  }
}
