package helpdesk.web.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Words not yet sent, kept for each agent and ticket: one reply, one note. */
@Component
@Transactional
class Drafts {
  private static final String MINE = "agent_id = :agent AND ticket_id = :ticket AND kind = :kind";

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final JsonMapper json;
  private final Clock clock;

  Drafts(JdbcClient jdbc, Sequences sequences, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What a composer holds.
   *
   * @param to people as they were typed, and so are cc and bcc; null where nobody was chosen
   * @param answers the message whose people these are, 0 for none
   * @param files which came with a reply that was taken back; they are not saved with the words,
   *     see {@link #attach}
   */
  record Draft(
      Kind kind,
      String body,
      @Nullable String to,
      String cc,
      String bcc,
      long answers,
      List<Kept> files) {}

  /** A file that waits with a draft. */
  record Kept(long id, IncomingFile file) {}

  /** Which composer. */
  enum Kind {
    REPLY,
    NOTE;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The agent's drafts on a ticket. */
  @Transactional(readOnly = true)
  public Map<Kind, Draft> of(TicketId ticket, AgentId agent) {
    return jdbc
        .sql(
            """
            SELECT d.kind, d.body, d.recipients, d.cc, d.bcc, d.answers,
                   (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'file', f.file) ORDER BY f.id) FROM draft_file f
                     WHERE (f.agent_id, f.ticket_id, f.kind) = (d.agent_id, d.ticket_id, d.kind)) AS files
              FROM draft d WHERE d.agent_id = :agent AND d.ticket_id = :ticket
            """)
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .query(
            (row, n) ->
                new Draft(
                    Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                    row.getString("body"),
                    row.getString("recipients"),
                    row.getString("cc"),
                    row.getString("bcc"),
                    row.getLong("answers"),
                    kept(row.getString("files"))))
        .stream()
        .collect(Collectors.toMap(Draft::kind, draft -> draft));
  }

  /**
   * Keeps a draft, behind {@link #keepOnly}. A save that was overtaken by its own sending changes
   * nothing.
   *
   * @param sentAs the key under which these words are or will be sent
   */
  public void save(TicketId ticket, AgentId agent, Draft draft, byte[] sentAs) {
    jdbc.sql(
            """
            INSERT INTO draft (agent_id, ticket_id, kind, body, recipients, cc, bcc, answers, updated_at)
            SELECT :agent, :ticket, :kind, :body, :to, :cc, :bcc, :answers, :now
             WHERE NOT EXISTS (SELECT 1 FROM message WHERE dedupe_key = :sent)
               AND NOT EXISTS (SELECT 1 FROM held_reply WHERE dedupe_key = :sent)
            ON CONFLICT (agent_id, ticket_id, kind)
              DO UPDATE SET body = excluded.body, recipients = excluded.recipients, cc = excluded.cc, bcc = excluded.bcc,
                            answers = excluded.answers, updated_at = excluded.updated_at
            """)
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", draft.kind.key())
        .param("body", draft.body)
        .param("to", draft.to)
        .param("cc", draft.cc)
        .param("bcc", draft.bcc)
        .param("answers", draft.answers)
        .param("now", Sql.at(clock.instant()))
        .param("sent", sentAs)
        .update();
  }

  /** Lets go of the files that waited with a draft, but for these. */
  public void keepOnly(TicketId ticket, AgentId agent, Kind kind, Collection<Long> kept) {
    lock(ticket);
    jdbc.sql("DELETE FROM draft_file WHERE " + MINE + " AND id <> ALL(:kept)")
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", kind.key())
        .param("kept", kept.toArray(new Long[0]))
        .update();
  }

  /** Lets files wait with a draft that is kept. */
  public void attach(TicketId ticket, AgentId agent, Kind kind, List<IncomingFile> files) {
    for (IncomingFile file : files) {
      jdbc.sql(
              """
              INSERT INTO draft_file (id, agent_id, ticket_id, kind, file, sha256)
              VALUES (:id, :agent, :ticket, :kind, CAST(:file AS jsonb), :sha)
              """)
          .param("id", sequences.next("draft_file_id_seq"))
          .param("agent", agent.value())
          .param("ticket", ticket.value())
          .param("kind", kind.key())
          .param("file", json.writeValueAsString(file))
          .param("sha", HexFormat.of().parseHex(file.file().sha256()))
          .update();
    }
  }

  /** The files that wait with a draft, in their order. */
  @Transactional(readOnly = true)
  public List<Kept> files(TicketId ticket, AgentId agent, Kind kind) {
    return jdbc.sql("SELECT id, file FROM draft_file WHERE " + MINE + " ORDER BY id")
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", kind.key())
        .query(
            (row, n) ->
                new Kept(
                    row.getLong("id"), json.readValue(row.getString("file"), IncomingFile.class)))
        .list();
  }

  /** Forgets a draft, because it was sent or emptied. */
  public void forget(TicketId ticket, AgentId agent, Kind kind) {
    jdbc.sql("DELETE FROM draft WHERE " + MINE)
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", kind.key())
        .update();
  }

  /**
   * A new draft locks its ticket, to which it refers. Who takes a reply back has locked it before
   * the draft: in the same order here, neither waits for the other in a circle.
   */
  private void lock(TicketId ticket) {
    var _there =
        jdbc.sql("SELECT id FROM ticket WHERE id = :ticket FOR KEY SHARE")
            .param("ticket", ticket.value())
            .query(Long.class)
            .optional();
  }

  private List<Kept> kept(@Nullable String files) {
    return files == null ? List.of() : Arrays.asList(json.readValue(files, Kept[].class));
  }
}
