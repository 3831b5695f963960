package helpdesk.channel.email;

import helpdesk.ticket.IncomingMessage.Automatic;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells machines' mail from people's, by RFC 3834, RFC 3464 and the habits of the field. What it
 * holds for automatic opens no wait and gets no answer, so in doubt a message is a person's.
 */
final class AutomaticMail {
  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern AWAY_SUBJECT =
      Pattern.compile(
          "\\s*(automatic(ally)? (reply|response)|auto[- ]?(reply|response|responder)|autoreply|out"
              + " of (the )?office( auto-?reply)?|respuesta autom[áa]tica|fuera de la"
              + " oficina|autosvar|automatiskt svar|frånvaro(meddelande)?|ej på"
              + " kontoret|automatische antwort|abwesenheitsnotiz|abwesend|r[ée]ponse"
              + " automatique|absence du bureau|absent|resposta autom[áa]tica|ausência"
              + " temporária|automatisch antwoord|afwezigheidsbericht|afwezig|risposta"
              + " automatica|fuori sede|automaattinen vastaus|automatisk"
              + " svar|autosvar)\\b.{0,5}[:：\\]-].*",
          ANY_CASE);
  private static final Pattern AWAY_WORDS =
      Pattern.compile(
          ".*\\b(out of (the )?office|auto-?matic reply|auto-?reply|autoresponse|vacation|away"
              + " from|on leave|ooo|on holiday|respuesta autom[áa]tica|fuera"
              + " de|vacaciones|ausente|autosvar|automatiskt"
              + " svar|frånvaro|semester|abwesen\\p{L}*|urlaub|automatische antwort|r[ée]ponse"
              + " automatique|absen\\p{L}*|cong[ée]s|resposta"
              + " autom[áa]tica|ausência|f[ée]rias|automatisch"
              + " antwoord|afwezig\\p{L}*|vakantie|risposta automatica|fuori|ferie)\\b.*",
          ANY_CASE);
  private static final Pattern FAILURE_SUBJECT =
      Pattern.compile(
          ".*(undeliver|delivery (status|failure|has failed|report|error|problem)|returned"
              + " mail|return(ed)? to sender|failure notice|mail (delivery"
              + " )?(failed|failure|error|system"
              + " error)|nondeliver|non-deliver|unzustellbar|zustellung|no se (ha )?pud|no se puede"
              + " entregar|olevererbart|kunde inte levereras|non remis|impossible de remettre|não"
              + " entregue|onbestelbaar|impossibile recapitare|message (not|could not be|can't be)"
              + " deliver|warning: (message|could not send)|delayed mail|delivery delayed|mail"
              + " could not be delivered).*",
          ANY_CASE);
  private static final Pattern DAEMON =
      Pattern.compile(
          "(mailer-?daemon|mail-?daemon|postmaster|mail-?delivery|mdaemon|bounce[sd]?|noreply-?bounce)([-+.].*)?",
          ANY_CASE);

  private static final Pattern COMPLAINT =
      Pattern.compile("^\\s*complaint about message from \\S", ANY_CASE);

  /** What a sender says who wants no answer from a machine (MS-OXCMAIL 2.2.3.2.14). */
  private static final Pattern NO_ANSWERS = Pattern.compile("\\b(all|autoreply|oof)\\b", ANY_CASE);

  private AutomaticMail() {}

  /** Why the message is held for a machine's, or null for a person's. */
  static @Nullable Automatic of(Part root, @Nullable String sender, String subject) {
    Headers headers = root.headers();
    Automatic report = report(root, headers, sender, subject);
    if (report != null) return report;
    String submitted = word(headers.lower("auto-submitted"));
    boolean away = AWAY_SUBJECT.matcher(subject).matches();
    if (submitted.equals("auto-replied") || answersByHeader(headers)) return Automatic.AUTO_REPLIED;
    if (!submitted.isEmpty() && !submitted.equals("no")) {
      boolean answers = away || AWAY_WORDS.matcher(subject).matches();
      return answers ? Automatic.AUTO_REPLIED : Automatic.AUTO_GENERATED;
    }
    if (away) return Automatic.AUTO_REPLIED;
    boolean suppresses = headers.has("x-auto-response-suppress");
    if (suppresses && AWAY_WORDS.matcher(subject).matches()) return Automatic.AUTO_REPLIED;
    if (hasNullReturnPath(headers)) {
      return headers.has("in-reply-to") || AWAY_WORDS.matcher(subject).matches()
          ? Automatic.AUTO_REPLIED
          : Automatic.AUTO_GENERATED;
    }
    return null;
  }

  /**
   * Mail of a list, to many, or of somebody who asks machines not to answer: a person may well have
   * written it, but no machine of ours answers it.
   */
  static boolean isBulk(Headers headers) {
    String precedence = word(headers.lower("precedence"));
    return headers.has("list-id")
        || headers.has("list-post")
        || headers.has("list-unsubscribe")
        || NO_ANSWERS.matcher(headers.lower("x-auto-response-suppress")).find()
        || precedence.equals("bulk")
        || precedence.equals("list")
        || precedence.equals("junk");
  }

  private static @Nullable Automatic report(
      Part root, Headers headers, @Nullable String sender, String subject) {
    if (isComplaint(root, subject)) return Automatic.COMPLAINT;
    if (root.type().equals("multipart/report")) {
      String type = root.contentType().get("report-type");
      String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
      if (kind.equals("disposition-notification")) return Automatic.AUTO_REPLIED;
      if (root.find("message/disposition-notification") != null) return Automatic.AUTO_REPLIED;
      return Automatic.BOUNCE;
    }
    if (headers.has("x-failed-recipients")) return Automatic.BOUNCE;
    boolean status = root.find("message/delivery-status") != null;
    boolean daemon = sender != null && DAEMON.matcher(localPart(sender)).matches();
    boolean failure = FAILURE_SUBJECT.matcher(subject).matches();
    boolean noReturn = hasNullReturnPath(headers);
    if (status && (daemon || noReturn || failure)) return Automatic.BOUNCE;
    if (daemon && (failure || noReturn || root.find("message/rfc822") != null))
      return Automatic.BOUNCE;
    return noReturn && failure ? Automatic.BOUNCE : null;
  }

  /** A reader pressed "this is spam" (RFC 5965), or their provider says so in its own words. */
  private static boolean isComplaint(Part root, String subject) {
    String type = root.contentType().get("report-type");
    return "feedback-report".equalsIgnoreCase(type == null ? "" : type)
        || root.find("message/feedback-report") != null
        || COMPLAINT.matcher(subject).find() && root.find("message/rfc822") != null;
  }

  private static boolean answersByHeader(Headers headers) {
    String precedence = word(headers.lower("precedence"));
    if (precedence.equals("auto_reply") || precedence.equals("auto-reply")) return true;
    if (word(headers.lower("x-precedence")).equals("auto_reply")) return true;
    return headers.has("x-autoreply")
        || headers.has("x-auto-reply")
        || headers.has("x-autorespond")
        || headers.has("x-autoresponder")
        || headers.has("x-autoreply-from")
        || headers.has("x-mail-autoreply")
        || headers.has("x-auto-reply-from")
        || headers.has("x-amazon-auto-reply")
        || headers.has("x-mdaemon-autoresponder")
        || headers.lower("x-autogenerated").startsWith("reply")
        || headers.lower("delivered-to").startsWith("autoresponder");
  }

  private static boolean hasNullReturnPath(Headers headers) {
    return headers.all("return-path").stream().anyMatch(v -> v.replace(" ", "").equals("<>"));
  }

  private static String localPart(String sender) {
    return sender.strip().replaceFirst("[@\\s(<].*", "");
  }

  /** The first word of a header's value, without parameters and comments. */
  private static String word(String value) {
    return value.replaceFirst("[\\s;(].*", "").strip();
  }
}
