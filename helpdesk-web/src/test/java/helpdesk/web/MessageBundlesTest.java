package helpdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBundlesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/messages");

  static List<Path> english() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files.filter(file -> !file.toString().contains("_")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("english")
  void everySentenceIsThereInEveryLanguage(Path english) throws IOException {
    Properties said = read(english);
    for (String language : List.of("es", "sv")) {
      String name =
          english.getFileName().toString().replace(".properties", "_" + language + ".properties");
      assertThat(read(BUNDLES.resolve(name)).stringPropertyNames())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(said.stringPropertyNames());
    }
  }

  @ParameterizedTest
  @MethodSource("english")
  void everySentenceWithArgumentsIsAWellFormedPatternAndItsApostrophesAreDoubled(Path english)
      throws IOException {
    for (String language : List.of("", "_es", "_sv")) {
      String name =
          english.getFileName().toString().replace(".properties", language + ".properties");
      read(BUNDLES.resolve(name))
          .forEach(
              (key, text) -> {
                String pattern = text.toString();
                if (!pattern.matches("(?s).*\\{\\d.*")) return;
                assertThat(new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex())
                    .isNotEmpty();
                assertThat(pattern.replace("''", "")).as(name + " " + key).doesNotContain("'");
              });
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
