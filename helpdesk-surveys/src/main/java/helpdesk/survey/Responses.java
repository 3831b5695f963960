package helpdesk.survey;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The answers in the database: an append-only history, and what counts of it. */
@Repository
class Responses {
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;

  Responses(JdbcClient jdbc, Sequences sequences, LiveUpdates live) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
  }

  /** Where an answer comes from: what stays the same however often it is changed. */
  record Ground(
      Survey survey,
      String source,
      @Nullable String openSource,
      @Nullable Long invitation,
      @Nullable Long contact,
      @Nullable Long ticket,
      @Nullable Long agent,
      @Nullable Long team,
      @Nullable Instant sentAt) {}

  /**
   * What a submission did.
   *
   * @param before what counted before it, null at the first
   */
  record Kept(long response, @Nullable Ballot before, Ballot now) {
    /** Whether this was the first that counts. */
    boolean answered() {
      return !now.suspectedMachine() && (before == null || before.suspectedMachine());
    }

    /** Whether it changed score or comment of an answer that counted. */
    boolean edited() {
      return !now.suspectedMachine()
          && !answered()
          && before != null
          && now.edits() > before.edits();
    }
  }

  /**
   * An answer that is there.
   *
   * @param sentAt when the link was sent through which it first came
   */
  record Standing(long id, @Nullable Instant sentAt) {}

  /**
   * The answer that this link changes: its own, or the one rating that the foot of our answers and
   * the survey after a solve share.
   */
  Optional<Standing> of(Invitation invitation) {
    TicketId ticket = invitation.ticket();
    return jdbc.sql(
            """
            SELECT r.id, i.sent_at FROM survey_response r JOIN survey_invitation i ON i.id = r.invitation_id
             WHERE r.invitation_id = :invitation
                OR (:origin IN ('mail', 'foot') AND r.source IN ('mail', 'foot') AND r.survey = :survey
                    AND r.ticket_id = CAST(:ticket AS bigint) AND r.contact_id = :contact)
            """)
        .param("invitation", invitation.id())
        .param("origin", invitation.origin())
        .param("survey", invitation.survey())
        .param("ticket", ticket == null ? null : ticket.value())
        .param("contact", invitation.contact().value())
        .query((row, n) -> new Standing(row.getLong("id"), Sql.instantOrNull(row, "sent_at")))
        .optional();
  }

  /** The answer as it stands: the last one somebody pressed, even if a machine is suspected. */
  Optional<Questionnaire.Given> given(long response) {
    return jdbc.sql(
            "SELECT score, comment, reasons, contact_me FROM survey_response WHERE id = :id")
        .param("id", response)
        .query(
            (row, n) ->
                new Questionnaire.Given(
                    row.getInt("score"),
                    row.getString("comment"),
                    List.of((String[]) row.getArray("reasons").getArray()),
                    row.getBoolean("contact_me")))
        .optional();
  }

  /**
   * Adds a submission and counts again; the caller holds the lock that keeps submissions of one
   * answer apart.
   *
   * @param response the answer it changes, null if it is the first
   * @param suspect a machine for other reasons than its own history
   */
  Kept keep(Ground ground, @Nullable Long response, Submission submission, boolean suspect) {
    List<Submission> history = response == null ? List.of() : history(response);
    Ballot before = history.isEmpty() ? null : Ballot.count(ground.sentAt(), history);
    List<Submission> all = new ArrayList<>(history);
    all.add(submission);
    Ballot now = Ballot.count(ground.sentAt(), all);
    long id = response == null ? sequences.next("survey_response_id_seq") : response;
    if (response == null) insert(id, ground, now, suspect);
    else update(id, now, suspect);
    append(id, submission);
    live.publish("tiles");
    if (ground.ticket() != null) live.publish("ticket-" + ground.ticket());
    return new Kept(id, before, now);
  }

  private void insert(long id, Ground ground, Ballot ballot, boolean suspect) {
    bind(
            jdbc.sql(
                """
                INSERT INTO survey_response (id, survey, kind, source, open_source, invitation_id, score, comment, reasons,
                    contact_me, language, submitted_at, edited_at, changed_at, suspected_machine, contact_id, ticket_id,
                    agent_id, team_id)
                VALUES (:id, :survey, :kind, :source, :open_source, :invitation, :score, :comment, :reasons, :contact_me,
                    :language, :submitted, :edited, :changed, :suspected, :contact, :ticket, :agent, :team)
                """),
            id,
            ballot,
            suspect)
        .param("survey", ground.survey().key())
        .param("kind", ground.survey().kind().key())
        .param("source", ground.source())
        .param("open_source", ground.openSource())
        .param("invitation", ground.invitation())
        .param("contact", ground.contact())
        .param("ticket", ground.ticket())
        .param("agent", ground.agent())
        .param("team", ground.team())
        .update();
  }

  private void update(long id, Ballot ballot, boolean suspect) {
    bind(
            jdbc.sql(
                """
                UPDATE survey_response SET score = :score, comment = :comment, reasons = :reasons, contact_me = :contact_me,
                    language = :language, submitted_at = :submitted, edited_at = :edited, changed_at = :changed,
                    suspected_machine = :suspected
                 WHERE id = :id
                """),
            id,
            ballot,
            suspect)
        .update();
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, long id, Ballot ballot, boolean suspect) {
    return statement
        .param("id", id)
        .param("score", ballot.score())
        .param("comment", ballot.comment())
        .param("reasons", ballot.reasons().toArray(new String[0]))
        .param("contact_me", ballot.contactMe())
        .param("language", ballot.language())
        .param("submitted", Sql.at(ballot.submittedAt()))
        .param("edited", Sql.atOrNull(ballot.editedAt()))
        .param("changed", Sql.at(ballot.changedAt()))
        .param("suspected", ballot.suspectedMachine() || suspect);
  }

  private void append(long response, Submission submission) {
    List<String> reasons = submission.reasons();
    jdbc.sql(
            """
            INSERT INTO survey_submission (id, response_id, score, comment_given, comment, reasons, contact_me, language, at)
            VALUES (:id, :response, :score, :given, :comment, CAST(:reasons AS text[]), CAST(:contact_me AS boolean),
                :language, :at)
            """)
        .param("id", sequences.next("survey_submission_id_seq"))
        .param("response", response)
        .param("score", submission.score())
        .param("given", submission.commentGiven())
        .param("comment", submission.comment())
        .param("reasons", reasons == null ? null : reasons.toArray(new String[0]))
        .param("contact_me", submission.contactMe())
        .param("language", submission.language())
        .param("at", Sql.at(submission.at()))
        .update();
  }

  List<Submission> history(long response) {
    return jdbc.sql("SELECT * FROM survey_submission WHERE response_id = :id ORDER BY id")
        .param("id", response)
        .query(Responses::read)
        .list();
  }

  private static Submission read(ResultSet row, int n) throws SQLException {
    java.sql.Array reasons = row.getArray("reasons");
    boolean contactMe = row.getBoolean("contact_me");
    Boolean asked = row.wasNull() ? null : contactMe;
    return new Submission(
        Sql.instant(row, "at"),
        row.getInt("score"),
        row.getBoolean("comment_given"),
        row.getString("comment"),
        reasons == null ? null : List.of((String[]) reasons.getArray()),
        asked,
        row.getString("language"));
  }
}
