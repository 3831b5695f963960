package helpdesk.channel.email;

import helpdesk.outbox.MailReport;
import helpdesk.outbox.ReturnReason;
import helpdesk.shared.EmailAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report about mail of ours says, in the form made for it (RFC 3464, RFC 5965) or in the
 * words of servers that know no form.
 *
 * @param kind null if all is well: it was delivered
 * @param originals the Message-IDs it may be about, most telling first
 * @param recipients whom it is about, as far as it names them
 * @param detail what the other server said, null if nothing
 */
record DeliveryReport(
    MailReport.@Nullable Kind kind,
    List<String> originals,
    List<EmailAddress> recipients,
    ReturnReason reason,
    @Nullable String detail) {
  private static final int READ = 64 * 1024;
  private static final int MOST = 20;
  private static final List<String> STATUS =
      List.of("message/delivery-status", "message/global-delivery-status");
  private static final Pattern FIELD =
      Pattern.compile("(?m)^([A-Za-z-]{1,60}):[ \\t]*(.*(?:\\R[ \\t].*)*)");
  private static final Pattern ENDED =
      Pattern.compile(
          "(?im)^[\\s>]*(received: from|received: by|return-path:|from: .*@.*\\R[a-z-]+: |message-id: ?<|dkim-signature:"
              + "|-+ ?(this is a copy|original message|returned message|below this line|forwarded message"
              + "|enclosed is a copy)|original message follows|message headers follow).*");
  private static final Pattern NAMED =
      Pattern.compile("(?m)^[\\s>*]*<?([^\\s<>:;,\"]{1,64}@[^\\s<>:;,\"]{1,255})>?\\s*:?");
  private static final Pattern DELAY =
      Pattern.compile(
          "(?i)(delivery status notification \\(delay|delivery delayed|delayed mail|warning: (could not"
              + " send|message)|warning (message )?only|do not need to resend|has been delayed|is delayed"
              + "|not yet been delivered|will (be retried|keep trying)|temporary failure report)");

  /** One recipient's part of a report. */
  private record Outcome(
      String action,
      @Nullable EmailAddress recipient,
      @Nullable String status,
      @Nullable String diagnosis) {}

  /**
   * @param complaint whether it is a reader's complaint
   * @param text the text of the report
   */
  static DeliveryReport of(Part root, boolean complaint, String subject, String text)
      throws IOException {
    List<String> originals = BounceReport.originals(root, text);
    if (complaint) {
      return new DeliveryReport(
          MailReport.Kind.COMPLAINT, originals, List.of(), ReturnReason.SPAM, null);
    }
    String own = ownWords(text);
    List<Outcome> outcomes = outcomes(root);
    MailReport.Kind kind = kind(outcomes, subject, own);
    Outcome first = worst(outcomes, kind);
    String status = first == null ? null : first.status;
    String diagnosis = first == null ? null : first.diagnosis;
    return new DeliveryReport(
        kind,
        originals,
        recipients(root, outcomes, kind, own),
        reason(status, diagnosis, own, text),
        detail(diagnosis == null ? ReturnReasons.answers(own) : diagnosis));
  }

  /** Some servers say why only below the mail that they return. */
  private static ReturnReason reason(
      @Nullable String status, @Nullable String diagnosis, String own, String whole) {
    ReturnReason said = ReturnReasons.of(status, diagnosis, own);
    return said == ReturnReason.OTHER ? ReturnReasons.of(status, diagnosis, whole) : said;
  }

  private static MailReport.@Nullable Kind kind(
      List<Outcome> outcomes, String subject, String text) {
    if (has(outcomes, "failed")) return MailReport.Kind.BOUNCED;
    if (has(outcomes, "delayed")) return MailReport.Kind.DELAYED;
    if (outcomes.stream().anyMatch(o -> !o.action.isEmpty())) return null;
    boolean delay = DELAY.matcher(subject).find() || DELAY.matcher(text).find();
    return delay ? MailReport.Kind.DELAYED : MailReport.Kind.BOUNCED;
  }

  private static boolean has(List<Outcome> outcomes, String action) {
    return outcomes.stream().anyMatch(o -> o.action.equals(action));
  }

  private static @Nullable Outcome worst(List<Outcome> outcomes, MailReport.@Nullable Kind kind) {
    String action = kind == MailReport.Kind.DELAYED ? "delayed" : "failed";
    return outcomes.stream()
        .filter(o -> o.action.equals(action))
        .findFirst()
        .orElse(outcomes.isEmpty() ? null : outcomes.get(0));
  }

  private static List<Outcome> outcomes(Part root) throws IOException {
    Part status = null;
    for (String type : STATUS) if (status == null) status = root.find(type);
    if (status == null || status.content() == null) return List.of();
    String report = PlainText.clean(Charsets.decode(status.content().first(READ), null));
    List<Outcome> outcomes = new ArrayList<>();
    for (String block : report.split("\n[ \\t]*\n", MOST)) {
      String action = field(block, "action");
      String code = field(block, "status");
      EmailAddress recipient = address(field(block, "final-recipient"));
      if (recipient == null) recipient = address(field(block, "original-recipient"));
      if (action == null && code == null && recipient == null) continue;
      outcomes.add(
          new Outcome(
              action == null ? "" : action.toLowerCase(Locale.ROOT).replaceFirst("\\W.*", ""),
              recipient,
              code,
              untyped(field(block, "diagnostic-code"))));
    }
    return outcomes;
  }

  private static List<EmailAddress> recipients(
      Part root, List<Outcome> outcomes, MailReport.@Nullable Kind kind, String text) {
    String wanted = kind == MailReport.Kind.DELAYED ? "delayed" : "failed";
    boolean acted = has(outcomes, wanted);
    Set<EmailAddress> found = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome.recipient != null && (!acted || outcome.action.equals(wanted)))
        found.add(outcome.recipient);
    }
    for (String value : root.headers().all("x-failed-recipients")) {
      AddressList.parse(value, MOST).forEach(party -> found.add(party.email()));
    }
    if (!found.isEmpty()) return List.copyOf(found);
    Matcher named = NAMED.matcher(text);
    while (named.find() && found.size() < MOST) {
      EmailAddress address = EmailAddress.parse(named.group(1));
      if (address != null) found.add(address);
    }
    return List.copyOf(found);
  }

  /** What the report itself says, without the mail that it returns below. */
  private static String ownWords(String text) {
    Matcher end = ENDED.matcher(text);
    return end.find() && end.start() > 0 ? text.substring(0, end.start()) : text;
  }

  private static @Nullable String field(String block, String name) {
    Matcher field = FIELD.matcher(block);
    while (field.find()) {
      String value = field.group(2).replaceAll("\\s+", " ").strip();
      if (field.group(1).equalsIgnoreCase(name) && !value.isEmpty()) return value;
    }
    return null;
  }

  /** Without the type in front, such as {@code rfc822;}. */
  private static @Nullable String untyped(@Nullable String value) {
    return value == null ? null : value.replaceFirst("^[\\w-]{1,40};\\s*", "");
  }

  private static @Nullable EmailAddress address(@Nullable String value) {
    String bare = untyped(value);
    return bare == null ? null : EmailAddress.parse(bare.replaceAll("[<>\\s]", ""));
  }

  private static @Nullable String detail(String said) {
    String line = PlainText.line(said, 500).strip();
    return line.isEmpty() ? null : line;
  }
}
