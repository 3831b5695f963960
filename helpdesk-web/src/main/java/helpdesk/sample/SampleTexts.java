package helpdesk.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the people of the sample shop say, by language (en, es, sv). */
record SampleTexts(
    List<Topic> topics,
    Map<String, List<String>> good,
    Map<String, List<String>> bad,
    Map<String, String> thanks,
    Map<String, String> again,
    Map<String, List<String>> people,
    List<List<String>> agents,
    Map<String, List<String>> products,
    String note) {

  /**
   * One reason to write.
   *
   * @param what the tag that says what it is about
   * @param why the tag that says why it happened
   * @param weight how often it is the reason, against the others
   */
  record Topic(String what, String why, int weight, Map<String, Dialogue> texts) {}

  /** What is said about it, with {order}, {product}, {name} and {agent} to fill in. */
  record Dialogue(String subject, String opening, String first, String more, String last) {}

  static SampleTexts load() {
    try (InputStream in = SampleTexts.class.getResourceAsStream("/sample/stories.json")) {
      if (in == null) throw new IllegalStateException("sample/stories.json is missing");
      return JsonMapper.shared().readValue(in, SampleTexts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
