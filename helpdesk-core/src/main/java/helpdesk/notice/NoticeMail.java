package helpdesk.notice;

import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.workspace.PublicAddress;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes a notice as a mail in the agent's language. It names the ticket by its number only, so
 * that nothing of a customer stays in the outbox when their ticket is deleted for good, and it
 * belongs to no ticket: an answer to it must not get in there.
 */
@Component
class NoticeMail {
  private static final MessageSource TEXTS = texts();
  private static final Map<String, String> HEADERS =
      Map.of("Auto-Submitted", "auto-generated", "X-Auto-Response-Suppress", "All");
  private final PublicAddress address;
  private final Workspaces workspaces;

  NoticeMail(PublicAddress address, Workspaces workspaces) {
    this.address = address;
    this.workspaces = workspaces;
  }

  OutgoingMail compose(
      long id, Notices.Recipient to, NoticeKind kind, @Nullable String about, Instant due) {
    Workspace workspace = workspaces.current();
    Locale locale = Objects.requireNonNullElse(to.language(), workspace.language());
    String number = "#" + to.ticket();
    String promise = about == null ? "" : say(locale, "promise." + about);
    String key = kind.key().replace('_', '-');
    String time =
        DateTimeFormatter.ofPattern(say(locale, "time"), locale)
            .format(due.atZone(workspace.zone()));
    String text =
        String.join(
            "\n\n",
            say(locale, key, number, promise, time),
            address.of("/tickets/" + to.ticket()),
            say(locale, "why", address.of("/notices")));
    return new OutgoingMail(
        "notice." + id + "." + Tokens.random() + "@" + address.host(),
        null,
        null,
        null,
        workspace.name(),
        List.of(new Party(to.name(), to.email())),
        List.of(),
        List.of(),
        say(locale, key + ".subject", number, promise),
        text + "\n",
        null,
        null,
        List.of(),
        HEADERS,
        List.of());
  }

  private static String say(Locale locale, String key, Object... values) {
    return TEXTS.getMessage("notice." + key, values, locale);
  }

  private static MessageSource texts() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("mail/notice");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }
}
