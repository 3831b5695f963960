package helpdesk.channel.email;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guesses English, Spanish or Swedish by counting small words. Their neighbours vote too, so that a
 * Portuguese or Danish text is nothing rather than wrong.
 */
final class LanguageGuess {
  private static final int READ = 4000;
  private static final Set<String> OURS = Set.of("en", "es", "sv");
  private static final Pattern WORD = Pattern.compile("[^\\p{L}']+");
  private static final Map<String, Set<String>> WORDS = new LinkedHashMap<>();

  static {
    words(
        "en",
        "the and you for is are was with this that have has not but my your we please can when what from will it of to hello hi thanks thank would could been they there");
    words(
        "es",
        "el la los las que de y en un una por para con no es mi su me se lo del al pero como está hola gracias buenos días usted tengo puedo cuando ustedes sobre muy más ha he si");
    words(
        "sv",
        "och att det som en på är av för med inte den till jag har ni vi om ett men hej tack kan mitt min när från eller var ska ert er vill också mig dem så hälsningar");
    words(
        "pt",
        "o os as que de e em um uma por para com não é meu seu me se do da ao mas como está olá obrigado obrigada você tenho posso quando sobre muito mais foi na no pelo");
    words(
        "fr",
        "le la les des et en un une pour avec pas est mon votre vous je nous que qui dans sur bonjour merci mais au aux du ce cette ne il elle");
    words(
        "it",
        "il lo gli le di e in un una per con non è mio suo mi si del al ma come ciao grazie sono ho che della nel alla questo anche");
    words(
        "de",
        "der die das und ist nicht ich sie mit für ein eine zu den von auf bitte danke wir haben hallo wenn aber auch es dem im");
    words(
        "nl",
        "de het een en van is niet ik u met voor op te dat hallo bedankt wij heb maar aan zijn er om naar graag");
    words(
        "da",
        "og at det som en på er af for med ikke den til jeg har vi om et men hej tak kan min mit når fra eller var skal jer vil også mig dem så hilsen de");
    words(
        "nb",
        "og at det som en på er av for med ikke den til jeg har vi om et men hei takk kan min mitt når fra eller var skal dere vil også meg dem så hilsen");
  }

  private LanguageGuess() {}

  private static void words(String language, String words) {
    WORDS.put(language, new HashSet<>(Arrays.asList(words.split(" "))));
  }

  /** The language of the text, or null when it is another or too few words tell. */
  static @Nullable Locale of(String text) {
    List<String> said = new ArrayList<>();
    String start = PlainText.cut(text, READ).toLowerCase(Locale.ROOT);
    for (String word : WORD.split(start)) if (!word.isEmpty()) said.add(word);
    String best = "";
    long most = 0;
    long second = 0;
    for (Map.Entry<String, Set<String>> language : WORDS.entrySet()) {
      long votes = said.stream().filter(language.getValue()::contains).count();
      if (votes > most) {
        second = most;
        most = votes;
        best = language.getKey();
      } else {
        second = Math.max(second, votes);
      }
    }
    boolean sure = most >= 2 && most > second && (most - second >= 2 || most >= 2 * second);
    boolean enough = most * 10 >= said.size();
    return OURS.contains(best) && sure && enough ? Locale.forLanguageTag(best) : null;
  }
}
