package helpdesk.channel.email.sending;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.email.NoReply;
import helpdesk.outbox.AutomaticAnswers;
import helpdesk.outbox.Outbox;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Acknowledgement;
import helpdesk.ticket.IncomingMessage;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Acknowledges by mail, where a mailbox is set to: once for a ticket, in the customer's language.
 * Quotes nothing of what was written, so that nobody can send words to others through us.
 */
@Component
class MailAcknowledgement implements Acknowledgement {
  private static final Set<String> LANGUAGES = Set.of("en", "es", "sv");
  private static final Map<String, String> HEADERS =
      Map.of(
          "Auto-Submitted", "auto-replied",
          "X-Auto-Response-Suppress", "All",
          "Precedence", "auto_reply");

  private final Channels channels;
  private final Calendars calendars;
  private final AutomaticAnswers answers;
  private final Outbox outbox;
  private final Workspaces workspaces;
  private final JdbcClient jdbc;
  private final Clock clock;

  MailAcknowledgement(
      Channels channels,
      Calendars calendars,
      AutomaticAnswers answers,
      Outbox outbox,
      Workspaces workspaces,
      JdbcClient jdbc,
      Clock clock) {
    this.channels = channels;
    this.calendars = calendars;
    this.answers = answers;
    this.outbox = outbox;
    this.workspaces = workspaces;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How a mailbox that acknowledges does it. */
  private record Manner(@Nullable CalendarId calendar, @Nullable Duration promise) {}

  @Override
  public Optional<Sent> acknowledge(Opened opened) {
    IncomingMessage message = opened.message();
    ChannelId channel = message.channelId();
    if (message.channel() != ChannelKind.EMAIL || channel == null) return Optional.empty();
    Optional<Manner> manner = manner(channel);
    if (manner.isEmpty()) return Optional.empty();
    EmailAddress customer = message.from().email();
    if (NoReply.isNobody(customer) || isOurs(customer)) return Optional.empty();
    if (!answers.allow(customer, message.at())) return Optional.empty();
    return Optional.of(send(opened, channels.byId(channel), manner.get()));
  }

  private Sent send(Opened opened, Channel mailbox, Manner manner) {
    Workspace workspace = workspaces.current();
    EmailAddress from = java.util.Objects.requireNonNull(mailbox.address(), "a mailbox has one");
    String desk = mailbox.displayName() == null ? workspace.name() : mailbox.displayName();
    Locale locale = locale(opened.language(), workspace);
    IncomingMessage message = opened.message();
    Party to = message.from();
    Calendar hours = calendars.byId(manner.calendar);
    String text =
        new AcknowledgementText(locale, workspace.zone())
            .of(
                to.name(),
                desk,
                "#" + opened.number(),
                hours,
                message.at(),
                clock.instant(),
                manner.promise);
    String html = MailHtml.document(locale.getLanguage(), MailHtml.paragraphs(text));
    String subject = ReplySubject.of(opened.subject(), opened.number());
    String messageId = Tokens.random() + "@" + HeaderText.domain(from.domain());
    outbox.enqueue(
        new OutgoingMail(
            messageId,
            mailbox.id(),
            opened.ticket(),
            opened.own(),
            null,
            List.of(to),
            List.of(),
            List.of(),
            subject,
            text,
            html,
            message.messageId(),
            message.messageId() == null ? List.of() : List.of(message.messageId()),
            headers(locale),
            List.of()));
    return new Sent(messageId, desk, from, to, subject, text, MailHtml.paragraphs(text));
  }

  private static Map<String, String> headers(Locale locale) {
    Map<String, String> headers = new java.util.TreeMap<>(HEADERS);
    headers.put("Content-Language", locale.getLanguage());
    return headers;
  }

  private Optional<Manner> manner(ChannelId channel) {
    return jdbc.sql(
            "SELECT calendar_id, promise_minutes FROM channel WHERE id = :id AND acknowledge AND active")
        .param("id", channel.value())
        .query(
            (row, n) -> {
              Long calendar = Sql.longOrNull(row, "calendar_id");
              Long minutes = Sql.longOrNull(row, "promise_minutes");
              return new Manner(
                  calendar == null ? null : new CalendarId(calendar),
                  minutes == null ? null : Duration.ofMinutes(minutes));
            })
        .optional();
  }

  /** One of our own mailboxes, whatever mark its address bears. */
  private boolean isOurs(EmailAddress address) {
    int plus = address.localPart().indexOf('+');
    EmailAddress plain =
        plus < 1
            ? address
            : new EmailAddress(address.localPart().substring(0, plus) + "@" + address.domain());
    return channels.byAddress(address).isPresent() || channels.byAddress(plain).isPresent();
  }

  private static Locale locale(@Nullable Locale language, Workspace workspace) {
    return language != null && LANGUAGES.contains(language.getLanguage())
        ? language
        : workspace.language();
  }
}
