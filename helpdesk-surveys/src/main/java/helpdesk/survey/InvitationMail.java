package helpdesk.survey;

import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.ChannelId;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.PublicAddress;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Writes the mail that asks: one link for every score, a way out, and headers that keep other
 * machines from answering it.
 */
@Component
class InvitationMail {
  private static final int LONGEST_SUBJECT = 80;
  private final PublicAddress address;
  private final Workspaces workspaces;
  private final String html = read("mail/survey/invitation.html");
  private final String choice = read("mail/survey/choice.html");

  InvitationMail(PublicAddress address, Workspaces workspaces) {
    this.address = address;
    this.workspaces = workspaces;
  }

  /**
   * What the mail is about.
   *
   * @param channel the mailbox of the ticket, null if it came another way
   * @param subject the ticket's
   * @param agentName who had the ticket when it was solved, or null
   * @param token the secret of the link
   */
  record Occasion(
      long invitation,
      Survey survey,
      TicketId ticket,
      @Nullable Long channel,
      Party to,
      String subject,
      @Nullable String agentName,
      Locale language,
      String token,
      Instant expires) {}

  OutgoingMail compose(Occasion occasion) {
    Workspace workspace = workspaces.current();
    Words words = new Words(occasion.language());
    String link = address.of("/s/" + occasion.token());
    String wayOut = link + "/unsubscribe";
    Map<String, String> values = values(occasion, words, workspace, wayOut);
    return new OutgoingMail(
        messageId(occasion),
        occasion.channel() == null ? null : new ChannelId(occasion.channel()),
        occasion.ticket(),
        null,
        workspace.name(),
        List.of(occasion.to()),
        List.of(),
        List.of(),
        words.of("mail.subject", shortened(occasion.subject())),
        text(occasion, words, link, values),
        html(occasion, words, link, values),
        null,
        List.of(),
        Map.of(
            "Auto-Submitted", "auto-generated",
            "X-Auto-Response-Suppress", "All",
            "List-Unsubscribe", "<" + wayOut + ">",
            "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        List.of());
  }

  /** The same for the same invitation, so that it is queued once; told apart from other desks'. */
  private String messageId(Occasion occasion) {
    String own = Tokens.encode(Tokens.hash(occasion.token())).substring(0, 12);
    return "survey." + occasion.invitation() + "." + own + "@" + address.host();
  }

  private static Map<String, String> values(
      Occasion occasion, Words words, Workspace workspace, String wayOut) {
    String name = occasion.to().name();
    String about =
        occasion.agentName() == null
            ? words.of("mail.about", shortened(occasion.subject()))
            : words.of("mail.about.agent", shortened(occasion.subject()), occasion.agentName());
    return Map.of(
        "language", occasion.language().getLanguage(),
        "greeting",
            name == null || name.isBlank()
                ? words.of("mail.greeting")
                : words.of("mail.greeting.name", name),
        "about", about,
        "question", words.of("mail.question." + occasion.survey().kind().key(), workspace.name()),
        "safe", words.of("mail.safe", words.date(occasion.expires(), workspace.zone())),
        "reply", words.of("mail.reply"),
        "out", words.of("mail.out"),
        "outLink", wayOut,
        "workspace", workspace.name());
  }

  private static String text(
      Occasion occasion, Words words, String link, Map<String, String> values) {
    String choices =
        scores(occasion.survey().kind())
            .mapToObj(
                score ->
                    words.choice(occasion.survey().kind(), score) + "\n" + link + "?score=" + score)
            .collect(Collectors.joining("\n\n"));
    return String.join(
        "\n\n",
        values.get("greeting"),
        values.get("about"),
        values.get("question"),
        choices,
        values.get("safe"),
        values.get("reply"),
        values.get("out") + ": " + values.get("outLink"),
        values.get("workspace"));
  }

  private String html(Occasion occasion, Words words, String link, Map<String, String> values) {
    SurveyKind kind = occasion.survey().kind();
    String choices =
        scores(kind)
            .mapToObj(
                score ->
                    fill(
                        choice,
                        Map.of(
                            "link", link + "?score=" + score,
                            "score", Integer.toString(score),
                            "words", words.label(kind, score))))
            .collect(Collectors.joining());
    return fill(html, values).replace("{choices}", choices);
  }

  private static IntStream scores(SurveyKind kind) {
    return IntStream.rangeClosed(kind.lowest(), kind.highest());
  }

  /** Puts escaped values into the places named in braces. */
  private static String fill(String template, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      String value = values.get(template.substring(open + 1, close));
      out.append(template, at, open)
          .append(value == null ? template.substring(open, close + 1) : Entities.escape(value));
      at = close + 1;
    }
    return out.append(template.substring(at)).toString();
  }

  private static String shortened(String subject) {
    return subject.length() <= LONGEST_SUBJECT
        ? subject
        : subject.substring(0, LONGEST_SUBJECT - 1).strip() + "…";
  }

  private static String read(String resource) {
    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
