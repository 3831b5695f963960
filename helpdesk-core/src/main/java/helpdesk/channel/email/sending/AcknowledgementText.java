package helpdesk.channel.email.sending;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Says what happens next, in the customer's language, and promises only what the hours allow. */
final class AcknowledgementText {
  private static final MessageSource TEXTS = texts();
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final int LONGEST_NAME = 80;
  private final Locale locale;
  private final ZoneId zone;

  /**
   * @param locale en, es or sv
   * @param zone whose wall clock is spoken of
   */
  AcknowledgementText(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
  }

  /**
   * @param customer how they sign, null if we do not know
   * @param desk who writes
   * @param number with its sign, such as {@code #1042}
   * @param received when the message came: the promise counts from there
   * @param now when this is written
   * @param promise in open hours, null to promise no time
   */
  String of(
      @Nullable String customer,
      String desk,
      String number,
      Calendar hours,
      Instant received,
      Instant now,
      @Nullable Duration promise) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(greeting(customer));
    paragraphs.add(say("received", HeaderText.line(desk), number));
    String closed = BusinessTime.isOpen(hours, now) ? "" : closed(hours, now) + " ";
    paragraphs.add((closed + answer(hours, received, now, promise)).strip());
    paragraphs.add(say("person"));
    paragraphs.add(say("once"));
    return String.join("\n\n", paragraphs) + "\n";
  }

  private String greeting(@Nullable String customer) {
    String name = customer == null ? "" : HeaderText.line(customer);
    boolean sayable = !name.isBlank() && name.length() <= LONGEST_NAME && !name.contains("@");
    return sayable ? say("greeting.name", name) : say("greeting");
  }

  private String answer(Calendar hours, Instant received, Instant now, @Nullable Duration promise) {
    if (promise == null) return say("soon");
    Optional<Instant> due = BusinessTime.add(hours, received, promise);
    if (due.isEmpty() || !due.get().isAfter(now)) return say("soon");
    ZonedDateTime by = roundedUp(due.get()).atZone(zone);
    String shortZone = DateTimeFormatter.ofPattern("z", locale).format(by);
    if (by.toLocalDate().equals(today(now))) return say("by.today", time(by), shortZone);
    return say("by", date(by), time(by), shortZone);
  }

  private String closed(Calendar hours, Instant now) {
    Optional<Instant> opening = BusinessTime.opening(hours, now);
    if (opening.isEmpty()) return "";
    ZonedDateTime back = opening.get().atZone(zone);
    if (back.toLocalDate().equals(today(now))) return say("closed.today", time(back));
    return say("closed", date(back), time(back));
  }

  private LocalDate today(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /** To the next quarter of an hour: nobody promises 10:07. */
  private static Instant roundedUp(Instant due) {
    long step = STEP.toSeconds();
    return Instant.ofEpochSecond(-Math.floorDiv(-due.getEpochSecond(), step) * step);
  }

  private String date(ZonedDateTime at) {
    return DateTimeFormatter.ofPattern(say("date"), locale).format(at);
  }

  private static String time(ZonedDateTime at) {
    return DateTimeFormatter.ofPattern("HH:mm").format(at);
  }

  private String say(String key, Object... values) {
    return TEXTS.getMessage("ack." + key, values, locale);
  }

  private static MessageSource texts() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("mail/acknowledgement");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }
}
