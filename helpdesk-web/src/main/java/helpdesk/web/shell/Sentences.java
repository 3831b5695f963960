package helpdesk.web.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * Says in the reader's language what the desk says in English: why a message is in quarantine, what
 * is wrong with a mail server, what cannot be done. Such sentences are stored, logged and given to
 * programs in English, and translated only here, where a person reads them.
 *
 * <p>The English text in the bundle {@code said} is the pattern by which a sentence is known, its
 * gaps included; what fills a gap is a {@code said.word} or stays as it is. A sentence that no text
 * fits, such as one of an older version, is shown as it was said.
 */
@Component("sentences")
public class Sentences {
  private static final String BUNDLE = "messages/said.properties";
  private static final String WORD = "said.word.";
  private static final Pattern GAP = Pattern.compile("\\{(\\d)\\}");
  private final MessageSource messages;
  private final Map<String, String> keys = new HashMap<>();
  private final List<Known> patterns = new ArrayList<>();

  Sentences(MessageSource messages) throws IOException {
    this.messages = messages;
    Properties english =
        PropertiesLoaderUtils.loadProperties(
            new EncodedResource(new ClassPathResource(BUNDLE), "UTF-8"));
    english.forEach((key, text) -> learn(key.toString(), text.toString()));
    patterns.sort(Comparator.comparingInt(Known::letters).reversed());
  }

  /**
   * One sentence with gaps.
   *
   * @param letters how much of it is fixed: the more, the surer
   */
  private record Known(String key, Pattern pattern, int letters) {}

  private void learn(String key, String text) {
    if (key.startsWith(WORD)) return;
    if (!GAP.matcher(text).find()) {
      keys.put(text, key);
      return;
    }
    String plain = text.replace("''", "'");
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher gap = GAP.matcher(plain);
    for (; gap.find(); end = gap.end()) {
      pattern.append(Pattern.quote(plain.substring(end, gap.start())));
      pattern.append("(?<g").append(gap.group(1)).append(">.+?)");
    }
    pattern.append(Pattern.quote(plain.substring(end)));
    int letters = GAP.matcher(plain).replaceAll("").length();
    patterns.add(new Known(key, Pattern.compile(pattern.toString(), Pattern.DOTALL), letters));
  }

  /** The sentence in that language; itself if it is not known, null for null. */
  public @Nullable String say(@Nullable String english, Locale reader) {
    return english == null ? null : translated(english, reader).orElse(english);
  }

  /** The sentence in that language, empty if it is not known. */
  Optional<String> translated(String english, Locale reader) {
    String key = keys.get(english);
    if (key != null) return Optional.of(messages.getMessage(key, null, reader));
    for (Known known : patterns) {
      Matcher said = known.pattern.matcher(english);
      if (said.matches())
        return Optional.of(messages.getMessage(known.key, gaps(said, reader), reader));
    }
    return Optional.empty();
  }

  private Object[] gaps(Matcher said, Locale reader) {
    Object[] gaps = new Object[said.groupCount()];
    for (int n = 0; n < gaps.length; n++) {
      String word = said.group("g" + n);
      gaps[n] = messages.getMessage(WORD + word, null, word, reader);
    }
    return gaps;
  }
}
