package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares visible replies with what the authors of other splitters expect. The floors are what was
 * reached; the known deviations are decisions of ours, above all that a forwarded message stays
 * visible.
 */
class VisibleReplyCorpusTest {
  private static final boolean SHOW = Boolean.getBoolean("helpdesk.show-mismatches");
  private final List<String> mismatches = new ArrayList<>();
  private int matched;
  private int compared;

  @Test
  void repliesInManyLanguagesAreSplitAsTheTrimmerSetExpects() {
    Path set = Corpus.set("reply-trimmer");
    for (Path file : Corpus.files(set.resolve("emails"), ".txt")) {
      String expected = Corpus.text(set.resolve("trimmed").resolve(file.getFileName()));
      compare(file.getFileName().toString(), Corpus.text(file), expected);
    }
    report("reply-trimmer");
    assertThat(matched).isGreaterThanOrEqualTo(27);
  }

  @Test
  void theFirstFragmentIsVisibleAsTheGithubSetExpects() throws Exception {
    Path set = Corpus.set("reply-github");
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(set.resolve("expected.json")));
    for (String name : expected.propertyNames()) {
      for (JsonNode test : expected.get(name)) {
        if (!test.has("fragment0")) continue;
        compared++;
        String text = Corpus.text(set.resolve(name + ".txt"));
        String visible = plain(VisibleReply.of(text, false));
        boolean same = visible.startsWith(plain(test.get("fragment0").asString()));
        count(same, name, test.get("fragment0").asString(), visible);
      }
    }
    report("reply-github");
    assertThat(matched).isGreaterThanOrEqualTo(2);
  }

  @Test
  void noSetEverLosesAllOfItsText() {
    for (String set : List.of("reply-zapier", "reply-willdurand", "reply-github")) {
      for (Path file : Corpus.files(Corpus.set(set), ".txt")) {
        String text = PlainText.clean(Corpus.text(file));
        String visible = VisibleReply.of(text, false);
        compared++;
        boolean some = visible.isEmpty() == text.isBlank();
        boolean cut = visible.length() < text.strip().length();
        if (cut) matched++;
        if (SHOW)
          System.out.println(
              "=== "
                  + set
                  + " "
                  + file.getFileName()
                  + (cut ? " CUT" : " WHOLE")
                  + "\n"
                  + PlainText.cut(visible, 1500));
        assertThat(some).as(file.toString()).isTrue();
      }
    }
    System.out.printf(
        "%-18s %3d of %3d texts have something that is not shown%n",
        "other replies", matched, compared);
  }

  private void compare(String name, String text, String expected) {
    compared++;
    String visible = VisibleReply.of(PlainText.clean(text), false);
    count(plain(visible).equals(plain(expected)), name, expected, visible);
  }

  private void count(boolean same, String name, String expected, String visible) {
    if (same) matched++;
    else mismatches.add(name);
    if (!same && SHOW) {
      System.out.println(
          "=== " + name + "\n--- expected\n" + expected + "\n--- visible\n" + visible);
    }
  }

  private void report(String set) {
    System.out.printf(
        "%-18s %3d of %3d visible replies as expected; others: %s%n",
        set, matched, compared, mismatches);
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
