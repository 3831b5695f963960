package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.CopyRows;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Tokens;
import helpdesk.tag.Tag;
import helpdesk.tag.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes past stories in bulk: a few statements for thousands of tickets. */
@Service
public class TicketHistory {
  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Tags tags;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final Clock clock;

  TicketHistory(
      DataSource dataSource,
      JdbcClient jdbc,
      Sequences sequences,
      Tags tags,
      LiveUpdates live,
      JsonMapper json,
      Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.tags = tags;
    this.live = live;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Writes the stories, all or none. A thousand at a time is a good size.
   *
   * @return their ids, in the order of the stories
   */
  @Transactional
  public List<TicketId> write(Collection<PastTicket> stories) {
    Pages pages = new Pages();
    List<Ticket> tickets = tell(stories, pages);
    Iterator<PastTicket> told = stories.iterator();
    for (Ticket ticket : tickets) {
      PastTicket story = told.next();
      pages.ticket(ticket, story.beginning.requester().email(), story.sample);
    }
    pages.events(tickets);
    send(pages);
    return tickets.stream().map(ticket -> ticket.id).toList();
  }

  /** Writes tickets with the logs that they bring along, all or none. */
  @Transactional
  public void record(Collection<RecordedTicket> brought) {
    Pages pages = new Pages();
    Iterator<Long> numbers = sequences.next("ticket_number_seq", brought.size()).iterator();
    List<Ticket> tickets = new ArrayList<>(brought.size());
    for (RecordedTicket recorded : brought) {
      Ticket ticket = stand(recorded, new TicketNumber(numbers.next()));
      pages.ticket(ticket, recorded.requesterAddress(), false);
      tickets.add(ticket);
    }
    pages.events(tickets);
    send(pages);
  }

  /**
   * Leads from a recorded ticket to the one that it was merged into, if that is there. Their logs
   * tell the merge already.
   */
  @Transactional
  public void lead(TicketId merged, TicketId survivor) {
    jdbc.sql(
            """
            UPDATE ticket SET merged_into = :survivor
             WHERE id = :merged AND merged_into IS NULL AND EXISTS (SELECT 1 FROM ticket WHERE id = :survivor)
            """)
        .param("merged", merged.value())
        .param("survivor", survivor.value())
        .update();
  }

  private void send(Pages pages) {
    pages.send();
    live.publish(TicketLog.TOPIC, "inbox");
  }

  private static Ticket stand(RecordedTicket recorded, TicketNumber number) {
    RecordedTicket.Standing standing = recorded.standing();
    Ticket ticket =
        new Ticket(
            recorded.id(),
            number,
            TicketDesk.subject(recorded.subject()),
            standing.status(),
            standing.priority(),
            standing.channel(),
            null,
            recorded.origin(),
            recorded.requester(),
            recorded.createdAt());
    ticket.assignee = standing.assignee();
    ticket.team = standing.team();
    ticket.tags.addAll(standing.tags());
    ticket.spam = standing.spam();
    ticket.trashed = standing.trashed();
    ticket.waitingSince = standing.waitingSince();
    ticket.resolvedAt = standing.resolvedAt();
    recorded.log().forEach(line -> ticket.say(line.at(), line.actor(), line.event()));
    return ticket;
  }

  private List<Ticket> tell(Collection<PastTicket> stories, Pages pages) {
    int count = stories.size();
    Iterator<Long> ids = sequences.next("ticket_id_seq", count).iterator();
    Iterator<Long> numbers = sequences.next("ticket_number_seq", count).iterator();
    long writing =
        stories.stream()
            .flatMap(s -> s.steps.stream())
            .filter(PastTicket.Told::writesMessage)
            .count();
    Iterator<Long> messages = sequences.next("message_id_seq", (int) writing).iterator();
    List<Ticket> tickets = new ArrayList<>(count);
    for (PastTicket story : stories) {
      Ticket ticket =
          begin(story.beginning, new TicketId(ids.next()), new TicketNumber(numbers.next()));
      for (PastTicket.Told told : story.steps) {
        told.step()
            .tell(ticket, told.writesMessage() ? new MessageId(messages.next()) : null, pages);
      }
      tickets.add(ticket);
    }
    return tickets;
  }

  private static Ticket begin(PastTicket.Beginning b, TicketId id, TicketNumber number) {
    Ticket ticket =
        new Ticket(
            id,
            number,
            TicketDesk.subject(b.subject()),
            Status.NEW,
            b.priority(),
            b.channel(),
            b.channelId(),
            b.origin(),
            b.requesterId(),
            b.at());
    ticket.team = b.team();
    ticket.language = b.language();
    b.tags().forEach(tag -> ticket.tags.add(Tags.plain(tag)));
    ticket.created(Actor.customer(b.requesterId(), b.requester().name()));
    return ticket;
  }

  /** The rows to be, table by table. */
  final class Pages {
    private final CopyRows ticketRows =
        new CopyRows(
            "ticket (id, number, subject, status, priority, channel_kind, channel_id, origin, requester_id, assignee_id, "
                + "team_id, language, spam, trashed, preview, waiting_since, resolved_at, message_count, event_seq, sample, created_at, "
                + "updated_at, version)");
    private final CopyRows messageRows =
        new CopyRows(
            "message (id, ticket_id, kind, author_contact, author_agent, author_name, author_address, recipients, at, "
                + "subject, body_text, visible_text, rfc_message_id)");
    private final CopyRows eventRows =
        new CopyRows(
            "ticket_event (id, ticket_id, seq, type, actor_type, actor_id, actor_name, occurred_at, recorded_at, payload)");
    private final CopyRows tagRows = new CopyRows("ticket_tag (ticket_id, tag_id)");
    private final CopyRows participantRows =
        new CopyRows("ticket_participant (ticket_id, address)");
    private final CopyRows referenceRows = new CopyRows("message_reference (reference, ticket_id)");
    private final Map<String, Long> tagIds = new HashMap<>();

    void ticket(Ticket t, @Nullable EmailAddress requester, boolean sample) {
      Instant updated =
          t.happened.stream().map(Ticket.Happened::at).max(Instant::compareTo).orElse(t.createdAt);
      ticketRows.add(
          t.id.value(),
          t.number.value(),
          t.subject,
          t.status.key(),
          t.priority.key(),
          t.channelKind.key(),
          t.channelId == null ? null : t.channelId.value(),
          t.origin.key(),
          t.requester.value(),
          t.assignee == null ? null : t.assignee.value(),
          t.team == null ? null : t.team.value(),
          t.language == null ? null : t.language.getLanguage(),
          t.spam,
          t.trashed,
          t.preview,
          t.waitingSince,
          t.resolvedAt,
          t.messageCount,
          t.happened.size(),
          sample,
          t.createdAt,
          updated,
          1);
      for (String tag : t.tags) {
        tagRows.add(
            t.id.value(),
            tagIds.computeIfAbsent(tag, name -> tags.ensure(name, Tag.Kind.OTHER).id()));
      }
      if (requester != null) participantRows.add(t.id.value(), requester.value());
    }

    void customer(Ticket t, MessageId id, PastTicket.Beginning b, Instant at, String text) {
      String rfc = reference(t, b.requester().email().domain());
      messageRows.add(
          id.value(),
          t.id.value(),
          "customer",
          b.requesterId().value(),
          null,
          b.requester().name(),
          b.requester().email().value(),
          "{}",
          at,
          t.subject,
          text,
          text,
          rfc);
    }

    void agent(
        Ticket t, MessageId id, PastTicket.Beginning b, Agent agent, Instant at, String text) {
      String to =
          json.writeValueAsString(
              Map.of(
                  "to",
                  List.of(
                      Map.of(
                          "name", b.requester().display(), "email", b.requester().email().value())),
                  "cc",
                  List.of()));
      String rfc = reference(t, agent.email().domain());
      messageRows.add(
          id.value(),
          t.id.value(),
          "agent",
          null,
          agent.id().value(),
          agent.name(),
          agent.email().value(),
          to,
          at,
          t.subject,
          text,
          text,
          rfc);
    }

    void note(Ticket t, MessageId id, Agent agent, Instant at, String text) {
      messageRows.add(
          id.value(),
          t.id.value(),
          "note",
          null,
          agent.id().value(),
          agent.name(),
          null,
          "{}",
          at,
          t.subject,
          text,
          text,
          null);
    }

    private String reference(Ticket t, String domain) {
      String id = Tokens.random() + "@" + domain;
      referenceRows.add(id, t.id.value());
      return id;
    }

    void events(List<Ticket> tickets) {
      int count = tickets.stream().mapToInt(t -> t.happened.size()).sum();
      Iterator<Long> ids = sequences.next("ticket_event_id_seq", count).iterator();
      Instant now = clock.instant();
      for (Ticket ticket : tickets) {
        int seq = 1;
        for (Ticket.Happened h : ticket.happened) {
          eventRows.add(
              ids.next(),
              ticket.id.value(),
              seq++,
              h.event().type(),
              h.actor().type().key(),
              h.actor().id(),
              h.actor().name(),
              h.at().truncatedTo(ChronoUnit.SECONDS),
              now,
              EventCodec.payload(h.event()));
        }
      }
    }

    void send() {
      for (CopyRows rows :
          List.of(ticketRows, messageRows, eventRows, tagRows, participantRows, referenceRows)) {
        rows.send(dataSource);
      }
    }
  }
}
