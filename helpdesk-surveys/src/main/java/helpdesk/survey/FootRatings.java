package helpdesk.survey;

import helpdesk.contact.ContactId;
import helpdesk.shared.Party;
import helpdesk.ticket.RatingLinks;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.PublicAddress;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks for satisfaction in the foot of our answers. That is no survey sent: it counts in no quiet
 * time and in no response rate (docs/decisions/0022). Whom no survey would ask after the solve, the
 * foot does not ask either.
 */
@Component
class FootRatings implements RatingLinks {
  private final Invitations invitations;
  private final Surveys surveys;
  private final PublicAddress address;
  private final Workspaces workspaces;
  private final JdbcClient jdbc;
  private final Clock clock;

  FootRatings(
      Invitations invitations,
      Surveys surveys,
      PublicAddress address,
      Workspaces workspaces,
      JdbcClient jdbc,
      Clock clock) {
    this.invitations = invitations;
    this.surveys = surveys;
    this.address = address;
    this.workspaces = workspaces;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Asked(ContactId contact, @Nullable String language, @Nullable String spoken) {}

  @Override
  public Optional<Question> ask(TicketId ticket, List<Party> to) {
    return asked(ticket, to).map(asked -> question(ticket, asked));
  }

  private Question question(TicketId ticket, Asked asked) {
    Survey survey = surveys.byKey("csat");
    Locale language = Spoken.first(asked.language, asked.spoken, workspaces.current());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(survey.expiry());
    String token = invitations.foot(ticket, asked.contact, language.getLanguage(), now, expires);
    String link = address.of("/s/" + token);
    Words words = new Words(language);
    SurveyKind kind = survey.kind();
    List<Link> choices =
        IntStream.rangeClosed(kind.lowest(), kind.highest())
            .mapToObj(score -> new Link(words.choice(kind, score), link + "?score=" + score))
            .toList();
    Link wayOut = new Link(words.of("mail.out"), link + "/unsubscribe");
    return new Question(language, words.of("foot.question"), choices, wayOut);
  }

  /**
   * The customer of the ticket, if they are to be asked: a person who wrote to us, gets this very
   * mail, does not decline, and is not asked about the ticket on another scale.
   */
  private Optional<Asked> asked(TicketId ticket, List<Party> to) {
    return jdbc.sql(
            """
            SELECT c.id, c.language, t.language AS spoken FROM ticket t JOIN contact c ON c.id = t.requester_id
             WHERE t.id = :ticket AND t.origin NOT IN ('import', 'outbound') AND t.merged_into IS NULL
               AND NOT (t.trashed OR t.spam OR t.bulk OR t.sample)
               AND EXISTS (SELECT 1 FROM message m WHERE m.ticket_id = t.id AND m.kind = 'customer')
               AND EXISTS (SELECT 1 FROM contact_address a WHERE a.contact_id = c.id AND a.address = ANY(:to))
               AND NOT EXISTS (SELECT 1 FROM survey_opt_out o
                                WHERE o.contact_id = c.id AND (o.survey IS NULL OR o.survey = 'csat'))
               AND NOT EXISTS (SELECT 1 FROM survey_invitation i WHERE i.ticket_id = t.id AND i.state = 'sent'
                                                              AND i.origin = 'mail' AND i.survey <> 'csat')
            """)
        .param("ticket", ticket.value())
        .param("to", to.stream().map(party -> party.email().value()).toArray(String[]::new))
        .query(
            (row, n) ->
                new Asked(
                    new ContactId(row.getLong("id")),
                    row.getString("language"),
                    row.getString("spoken")))
        .optional();
  }
}
