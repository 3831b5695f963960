package helpdesk.web.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import helpdesk.attachment.FileKinds;
import helpdesk.shared.Party;
import helpdesk.ticket.Remarks;
import helpdesk.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as programs see it.
 *
 * @param messages its conversation, oldest first; left out in lists
 */
record TicketShape(
    long number,
    int version,
    String subject,
    String status,
    String priority,
    String channel,
    @Nullable String language,
    Person requester,
    @Nullable Person assignee,
    @Nullable Named team,
    List<String> tags,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant waitingSince,
    boolean spam,
    boolean trashed,
    @Nullable Long mergedInto,
    @Nullable Long followUpOf,
    @Nullable Long suggestedTicket,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Message> messages) {

  record Person(long id, String name, @Nullable String email) {
    static @Nullable Person of(TicketView.@Nullable Person person) {
      return person == null ? null : new Person(person.id(), person.name(), person.email());
    }
  }

  record Named(long id, String name) {}

  record Correspondent(@Nullable String name, @Nullable String email) {
    static List<Correspondent> of(List<Party> parties) {
      return parties.stream().map(p -> new Correspondent(p.name(), p.email().value())).toList();
    }
  }

  record Delivery(String state, @Nullable String detail) {}

  /**
   * A file of a message.
   *
   * @param url where whoever has it can fetch the file without a token
   * @param canRun whether opening it may run a program
   */
  record Attachment(
      long id,
      String name,
      String type,
      long size,
      boolean inline,
      @Nullable String url,
      boolean canRun) {}

  /** What was found out about a message; see {@link Remarks}. */
  record Found(
      @Nullable String charset,
      boolean charsetDoubtful,
      List<String> protections,
      List<String> unproven,
      Remarks.@Nullable Invitation invitation) {
    static Found of(Remarks remarks) {
      return new Found(
          remarks.charset(),
          remarks.charsetDoubtful(),
          remarks.protections(),
          remarks.unproven(),
          remarks.invitation());
    }
  }

  record Message(
      long id,
      String kind,
      Instant at,
      Correspondent from,
      List<Correspondent> to,
      List<Correspondent> cc,
      String subject,
      String text,
      String visibleText,
      @Nullable String html,
      List<Attachment> attachments,
      @Nullable Delivery delivery,
      @Nullable String messageId,
      @Nullable String reason,
      Found remarks) {}

  /** The ticket with its conversation. */
  static TicketShape whole(TicketView ticket, Function<TicketView.File, @Nullable String> url) {
    return of(ticket, ticket.messages().stream().map(m -> message(m, url)).toList());
  }

  /** The ticket without its conversation. */
  static TicketShape head(TicketView ticket) {
    return of(ticket, null);
  }

  static Message message(
      TicketView.Message message, Function<TicketView.File, @Nullable String> url) {
    return new Message(
        message.id().value(),
        message.kind().key(),
        message.at(),
        new Correspondent(message.fromName(), message.fromEmail()),
        Correspondent.of(message.to()),
        Correspondent.of(message.cc()),
        message.subject(),
        message.text(),
        message.visibleText(),
        message.html(),
        message.files().stream().map(file -> attachment(file, url)).toList(),
        delivery(message.delivery()),
        message.rfcMessageId() == null ? null : "<" + message.rfcMessageId() + ">",
        message.reason(),
        Found.of(message.remarks()));
  }

  private static TicketShape of(TicketView ticket, @Nullable List<Message> messages) {
    TicketView.Person requester = ticket.requester();
    TicketView.Named team = ticket.team();
    return new TicketShape(
        ticket.number().value(),
        ticket.version(),
        ticket.subject(),
        ticket.status().key(),
        ticket.priority().key(),
        ticket.channel().key(),
        ticket.language(),
        new Person(requester.id(), requester.name(), requester.email()),
        Person.of(ticket.assignee()),
        team == null ? null : new Named(team.id(), team.name()),
        ticket.tags(),
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.resolvedAt(),
        ticket.waitingSince(),
        ticket.spam(),
        ticket.trashed(),
        ticket.mergedInto() == null ? null : ticket.mergedInto().value(),
        ticket.followUpOf() == null ? null : ticket.followUpOf().value(),
        ticket.suggested() == null ? null : ticket.suggested().value(),
        messages);
  }

  private static Attachment attachment(
      TicketView.File file, Function<TicketView.File, @Nullable String> url) {
    return new Attachment(
        file.id(),
        file.name(),
        file.type(),
        file.size(),
        file.inline(),
        url.apply(file),
        FileKinds.canRun(file.name(), file.type()));
  }

  private static @Nullable Delivery delivery(TicketView.@Nullable Delivery delivery) {
    return delivery == null ? null : new Delivery(delivery.state(), delivery.detail());
  }
}
