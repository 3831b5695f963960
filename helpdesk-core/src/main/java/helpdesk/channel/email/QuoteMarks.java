package helpdesk.channel.email;

import java.util.List;
import java.util.regex.Pattern;

/** The lines by which mail programs, in their languages, begin quotes, forwards and signatures. */
final class QuoteMarks {
  private static final int LONGEST = 600;
  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final String VERBS =
      "wrote|writes|schrieb|schreef|geschrieben|geschreven|a"
          + " écrit|ecrit|écrit|escribi[oó]|escreveu|skrev|skreiv|ha"
          + " scritto|scritto|scrisse|kirjoitti|napisał|napisała|napisał\\(a\\)|napsal"
          + "|írta|пишет|писал|написал|написала|написав|пише|yazdı|写道|が書きました|のメッセージ|kirjutas|rakstīja";

  private static final Pattern VERB =
      Pattern.compile("(?<![\\p{L}])(?:" + VERBS + ")(?![\\p{L}])", ANY_CASE);
  private static final Pattern DATE_AND_ADDRESS_START = Pattern.compile("\\s*\\d{4}[-/年]");
  private static final Pattern QUOTE = Pattern.compile("\\s{0,3}[>|｜].*");
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "[\\s*_]*+\\S.{0,400}?(?<![\\p{L}])(?:" + VERBS + ")(?![\\p{L}]).{0,120}?[:：]?[\\s*_]*",
          ANY_CASE);
  private static final Pattern END =
      Pattern.compile("\\s*>\\s*(?:(?:" + VERBS + ").{0,60})?[:：]\\s*", ANY_CASE);
  private static final Pattern ENDS_IN_COLON = Pattern.compile(".*[:：][\\s*_]*");
  private static final Pattern STARTS_ATTRIBUTION =
      Pattern.compile(
          "[\\s*_-]*(On|Am|Le|El|Den|Op|Em|Il|Il giorno|På|Pe|W dniu|Dnia|Dne|Vào|Il dì|Da|"
              + "Date:|In a message|At|Den|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\\d{1,4}[./-]\\d).{6,}",
          ANY_CASE);
  private static final Pattern NAMES_SOMEBODY =
      Pattern.compile(".*(\\S@\\S|<\\S+>|\\[mailto:|\\d{1,2}[:.h]\\d\\d|\\b(19|20)\\d\\d\\b).*");
  private static final Pattern DATE_AND_ADDRESS =
      Pattern.compile(
          "\\s*(\\d{4}-\\d\\d?-\\d\\d?|\\d{4}/\\d\\d?/\\d\\d?|\\d{4}年.{1,12}日).{0,80}<\\s*\\S+@\\S+\\s*>\\s*[:：]?\\s*");

  private static final String DASHES = "[\\s>*_|]*[-_=–—]{2,}\\s*";
  private static final Pattern ORIGINAL =
      Pattern.compile(
          DASHES
              + "(Original[- ]?Message|Original[- ]?Nachricht|Ursprüngliche"
              + " (Nachricht|E-?Mail)|Mensaje original|Original[- ]?meddelande|Ursprungligt"
              + " meddelande|Ursprungsmeddelande|Message (d.)?origin(al|e)( ?e)?|Mensagem"
              + " original|Oorspronkelijk bericht|Messaggio (originale|Originale)|Original"
              + " appointment|Opprinnelig melding|Oprindelig meddelelse|Alkuperäinen"
              + " viesti|Oryginalna wiadomość|Исходное сообщение|Reply"
              + " message|原始邮件|元のメッセージ)\\s*[-_=–—]*[\\s*_]*:?\\s*",
          ANY_CASE);
  private static final Pattern FORWARD =
      Pattern.compile(
          "(?:"
              + DASHES
              + "(Forwarded (message|by).*|Forward(ed)? .*|Weitergeleitete Nachricht|Mensaje"
              + " reenviado|Mensaje reenviado .*|Vidarebefordrat (meddelande|mail).*|Message"
              + " transféré|Message réexpédié|Mensagem encaminhada|Mensagem"
              + " reencaminhada|Doorgestuurd bericht|Messaggio inoltrato|Videresendt"
              + " (melding|meddelelse)|Пересылаемое сообщение.*)\\s*[-_=–—]*\\s*|[\\s*_]*(Begin"
              + " forwarded message|Anfang der weitergeleiteten (Nachricht|E-?Mail)|Inicio del"
              + " mensaje reenviado|Vidarebefordrat brev|Début du message"
              + " (réexpédié|transféré)|Début du message réexpédié|Início da mensagem"
              + " (reencaminhada|encaminhada)|Begin doorgestuurd bericht|Inizio messaggio"
              + " inoltrato)\\s*[:：][\\s*_]*)",
          ANY_CASE);
  private static final Pattern REPLY_ABOVE =
      Pattern.compile(
          ".*(reply above this line|type your reply above|write above this line|responda por encima"
              + " de esta línea|escriba su respuesta por encima|svara ovanför (den här|denna)"
              + " (linjen|raden)|antworte.{0,20} oberhalb dieser (Zeile|Linie)|répondre au-dessus"
              + " de cette ligne).*",
          ANY_CASE);

  private static final Pattern FROM =
      header(
          "From|Von|De|Från|Da|Van|Fra|Frá|Lähettäjä|Od|От|Від|发件人|寄件者|差出人|Gönderen|Mittente|Expéditeur|Avsändare");
  private static final Pattern WHEN =
      header(
          "Sent|Date|Gesendet|Datum|Enviado|Enviado el|Enviada|Enviada em|Fecha|Skickat|Envoyé|Date"
              + " d.envoi|Verzonden|Inviato|Data|Sendt|Dato|Lähetetty|Päivämäärä|Wysłano|Wysłane|Отправлено|Дата|Надіслано|发送时间|日期|送信日時|Gönderilme|Dátum|Data"
              + " wysłania");
  private static final Pattern TO =
      header(
          "To|An|Para|Till|À|A|Aan|Til|Vastaanottaja|Do|Кому|收件人|宛先|Kime|Destinataire|Destinatario|Cc|Kopia|Kopie|Copie");
  private static final Pattern SUBJECT =
      header(
          "Subject|Betreff|Asunto|Ämne|Objet|Sujet|Assunto|Onderwerp|Oggetto|Emne|Aihe|Temat|Тема|主题|主旨|件名|Konu");

  private static final Pattern SIGNATURE = Pattern.compile("\\s{0,2}(--|–|—|__)\\s*");
  private static final Pattern LIST_FOOT = Pattern.compile("\\s*[_=-]{20,}\\s*");
  private static final Pattern LIST_WORDS =
      Pattern.compile(
          ".*(mailing list|listinfo|unsubscribe|google groups|https?://lists?\\.|sponsored"
              + " by|@lists?\\.).*",
          ANY_CASE);

  private static final Pattern SENT_FROM_LONG =
      Pattern.compile("\\W{0,5}sent(?:\\s+\\S{1,40}+){9,60}.*", ANY_CASE);

  /** What lets a long line still be a device's: a sentence that merely begins so is a sentence. */
  private static final Pattern EXCUSE =
      Pattern.compile("excuse|pardon|typo|brevity|https?:|disculp|ursäkta|entschuldig", ANY_CASE);

  private static final List<Pattern> DEVICE_LINES =
      List.of(
          device("[<(\\[]*\\s*(sent|send) (from|via|with|by|using)\\b.{0,120}"),
          device("from my (iphone|ipad|ipod|mobile|phone|android|blackberry|cell).{0,40}"),
          device("get outlook for (ios|android|mac|windows).{0,200}"),
          device("get \\[?outlook.{0,200}"),
          device("enviado (desde|con|de|a partir de|por|do|via)\\b.{0,120}"),
          device("enviada (do|de|a partir)\\b.{0,100}"),
          device(
              "obtener outlook para .{0,200}|obtenga outlook para .{0,200}|obter o? ?outlook para"
                  + " .{0,200}"),
          device("skickat (från|med|via)\\b.{0,120}|hämta outlook för .{0,200}|sänt från .{0,100}"),
          device(
              "(von|vom) mein(em|er)\\b.{0,80}gesendet.{0,20}|gesendet"
                  + " (von|mit|über|aus)\\b.{0,120}|diese nachricht wurde von meinem .{0,120}"),
          device(
              "holen sie sich outlook für .{0,200}|outlook für (ios|android)"
                  + " (beziehen|herunterladen).{0,200}"),
          device(
              "envoy[ée] (de|depuis|à partir de|avec|via)\\b.{0,120}|télécharger outlook pour"
                  + " .{0,200}|obtenir outlook pour .{0,200}"),
          device(
              "verzonden (vanaf|met|via|vanuit)\\b.{0,120}|verstuurd vanaf .{0,100}|outlook voor"
                  + " (ios|android) downloaden.{0,200}|download outlook voor .{0,200}"),
          device(
              "inviat[oa] (da|dal|con|tramite)\\b.{0,120}|scarica outlook per .{0,200}|ottieni"
                  + " outlook per .{0,200}"),
          device(
              "sendt fra .{0,100}|lähetetty .{0,60}(sta|stä|lta|ltä|ni)\\b.{0,60}|wysłan[eoya]"
                  + " (z|ze)\\b.{0,100}"),
          device(
              "отправлено (с|из)\\b.{0,100}|надіслано з .{0,100}|從我的"
                  + " .{0,40}|从我的.{0,40}|iphoneから送信|发自我的.{0,30}"),
          device(".{1,40} from mobile"));

  private QuoteMarks() {}

  static boolean isQuote(String line) {
    return QUOTE.matcher(line).matches();
  }

  /** A cheap first look: whether the line may be part of an attribution that says who wrote. */
  static boolean hasVerb(String line) {
    return line.length() <= LONGEST
        && (VERB.matcher(line).find() || DATE_AND_ADDRESS_START.matcher(line).lookingAt());
  }

  /** What is left of an attribution whose address was wrapped before its closing bracket. */
  static boolean isEndOfAttribution(String line) {
    return line.length() < 100 && END.matcher(line).matches();
  }

  static boolean startsAttribution(String line) {
    return line.length() < LONGEST && STARTS_ATTRIBUTION.matcher(line).matches() && hasDigit(line);
  }

  /** A line, perhaps put together of several, that says who wrote what follows in quotes. */
  static boolean isAttribution(String line) {
    if (line.length() > LONGEST) return false;
    return DATE_AND_ADDRESS.matcher(line).matches()
        || ENDS_IN_COLON.matcher(line).matches() && ATTRIBUTION.matcher(line).matches();
  }

  /** The same where what follows is not marked as quoted: it must say so much more clearly. */
  static boolean isPlainAttribution(String line) {
    if (line.length() > LONGEST) return false;
    if (DATE_AND_ADDRESS.matcher(line).matches()) return true;
    boolean says = ATTRIBUTION.matcher(line).matches() && NAMES_SOMEBODY.matcher(line).matches();
    return says
        && (STARTS_ATTRIBUTION.matcher(line).matches() && hasDigit(line)
            || ENDS_IN_COLON.matcher(line).matches() && line.indexOf('@') >= 0);
  }

  private static boolean hasDigit(String line) {
    return line.chars().anyMatch(Character::isDigit);
  }

  static boolean isOriginalMark(String line) {
    return line.length() < 120 && ORIGINAL.matcher(line).matches();
  }

  static boolean isForwardMark(String line) {
    return line.length() < 200 && FORWARD.matcher(line).matches();
  }

  static boolean isReplyAbove(String line) {
    return line.length() < 200 && REPLY_ABOVE.matcher(line).matches();
  }

  static boolean isFrom(String line) {
    return line.length() < LONGEST && FROM.matcher(line).matches();
  }

  /** Any other line of a header block: when, to whom, about what. */
  static boolean isOtherHeader(String line) {
    return line.length() < 4000
        && (WHEN.matcher(line).matches()
            || TO.matcher(line).matches()
            || SUBJECT.matcher(line).matches());
  }

  static boolean isSignatureMark(String line) {
    return SIGNATURE.matcher(line).matches();
  }

  static boolean isRule(String line) {
    return line.length() < 200 && line.strip().matches("[_=*-]{5,}");
  }

  static boolean isListFootRule(String line) {
    return line.length() < 200 && LIST_FOOT.matcher(line).matches();
  }

  static boolean isListFoot(String line) {
    return line.length() < LONGEST && LIST_WORDS.matcher(line).matches();
  }

  static boolean isDeviceLine(String line) {
    String bare = line.strip();
    boolean sentence = SENT_FROM_LONG.matcher(bare).matches() && !EXCUSE.matcher(bare).find();
    return !sentence
        && bare.length() < 260
        && DEVICE_LINES.stream().anyMatch(p -> p.matcher(bare).matches());
  }

  private static Pattern header(String names) {
    return Pattern.compile("[\\s>*_|]*(?:" + names + ")[*_]*\\s{0,2}[:：].*", ANY_CASE);
  }

  private static Pattern device(String pattern) {
    return Pattern.compile("[*_]*(?:" + pattern + ")[*_]*", ANY_CASE);
  }
}
