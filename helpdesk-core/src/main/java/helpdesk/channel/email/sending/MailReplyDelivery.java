package helpdesk.channel.email.sending;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.email.NoReply;
import helpdesk.outbox.Outbox;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.OutgoingReply;
import helpdesk.ticket.RatingLinks;
import helpdesk.ticket.ReplyDelivery;
import helpdesk.ticket.TicketReader;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Answers by mail: tickets that came by mail, and those of forms, calls, visits and programs that
 * left an address.
 */
@Component
class MailReplyDelivery implements ReplyDelivery {
  private static final Set<ChannelKind> OURS =
      EnumSet.of(
          ChannelKind.EMAIL,
          ChannelKind.WEBFORM,
          ChannelKind.PHONE,
          ChannelKind.IN_PERSON,
          ChannelKind.API);
  private static final Set<String> LANGUAGES = Set.of("en", "es", "sv");

  /** The domain of a Message-ID while there is no mailbox yet: a name that can belong to nobody. */
  private static final String NO_DOMAIN = "helpdesk.invalid";

  private final Channels channels;
  private final Outbox outbox;
  private final TicketReader tickets;
  private final Workspaces workspaces;
  private final ObjectProvider<RatingLinks> ratings;

  MailReplyDelivery(
      Channels channels,
      Outbox outbox,
      TicketReader tickets,
      Workspaces workspaces,
      ObjectProvider<RatingLinks> ratings) {
    this.channels = channels;
    this.outbox = outbox;
    this.tickets = tickets;
    this.workspaces = workspaces;
    this.ratings = ratings;
  }

  @Override
  public boolean delivers(ChannelKind channel) {
    return OURS.contains(channel);
  }

  @Override
  public String deliver(OutgoingReply reply) {
    Workspace workspace = workspaces.current();
    Locale locale = locale(reply.language(), workspace);
    Optional<Quote> quote =
        tickets.lastWords(reply.ticket()).map(said -> Quote.of(said, locale, workspace.zone()));
    Optional<Channel> mailbox = channels.sender(reply.channel());
    Foot foot = Foot.of(mailbox, reply.agentName(), question(reply, mailbox));
    String messageId = Tokens.random() + "@" + domain(mailbox);
    outbox.enqueue(
        new OutgoingMail(
            messageId,
            mailbox.map(Channel::id).orElse(null),
            reply.ticket(),
            reply.message(),
            reply.agentName(),
            reply.recipients().to(),
            reply.recipients().cc(),
            reply.recipients().bcc(),
            ReplySubject.of(reply.subject(), reply.number()),
            text(reply, foot, quote),
            html(reply, foot, quote, locale),
            reply.inReplyTo(),
            reply.references(),
            Map.of("Content-Language", locale.getLanguage()),
            reply.files()));
    return messageId;
  }

  /** Asked where the mailbox is set to, and where somebody reads. */
  private Optional<RatingLinks.Question> question(OutgoingReply reply, Optional<Channel> mailbox) {
    boolean wanted = mailbox.map(from -> from.settings().ratingLinks()).orElse(false);
    if (!wanted) return Optional.empty();
    List<Party> readers =
        reply.recipients().to().stream().filter(to -> !NoReply.isNobody(to.email())).toList();
    return ratings
        .orderedStream()
        .flatMap(links -> links.ask(reply.ticket(), readers).stream())
        .findFirst();
  }

  private static String text(OutgoingReply reply, Foot foot, Optional<Quote> quote) {
    StringBuilder answer = new StringBuilder(reply.text().strip()).append('\n');
    for (IncomingFile image : addedImages(reply)) {
      answer.append("\n[").append(image.name()).append("]\n");
    }
    answer.append(foot.text());
    return quote.map(q -> answer + "\n" + q.text()).orElse(answer.toString());
  }

  private static String html(OutgoingReply reply, Foot foot, Optional<Quote> quote, Locale locale) {
    String written = reply.html();
    StringBuilder answer =
        new StringBuilder(
            written == null ? MailHtml.paragraphs(reply.text()) : "<div>" + written + "</div>\n");
    for (IncomingFile image : addedImages(reply)) {
      answer.append(MailHtml.image(String.valueOf(image.contentId()), image.name()));
    }
    answer.append(foot.html());
    return MailHtml.document(
        locale.getLanguage(), quote.map(q -> answer + q.html()).orElse(answer.toString()));
  }

  /** Pictures that belong to the text and have no place in it: they come behind it. */
  private static List<IncomingFile> addedImages(OutgoingReply reply) {
    String html = reply.html() == null ? "" : reply.html();
    return reply.files().stream()
        .filter(file -> file.inline() && file.contentId() != null)
        .filter(file -> !html.contains("cid:" + file.contentId()))
        .toList();
  }

  private static Locale locale(@Nullable String language, Workspace workspace) {
    return language != null && LANGUAGES.contains(language)
        ? Locale.forLanguageTag(language)
        : workspace.language();
  }

  private static String domain(Optional<Channel> mailbox) {
    return mailbox
        .map(Channel::address)
        .map(EmailAddress::domain)
        .map(HeaderText::domain)
        .orElse(NO_DOMAIN);
  }
}
