package helpdesk.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sql;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the metrics of the catalogue say of a small story. Each test has days of its own. */
@DatabaseTest
@Import(Shop.class)
class CatalogueTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  @Autowired Shop.Desk shop;
  @Autowired Figures figures;
  @Autowired JdbcClient jdbc;
  Agent ada;

  @BeforeEach
  void hire() {
    ada = shop.hire("Ada");
  }

  @Test
  void aConversationGivesItsWaitsAndHowOftenItCameBack() {
    TicketId ticket = shop.at("2026-02-02T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-02T08:10:00Z").gives(ticket, ada);
    shop.at("2026-02-02T08:30:00Z").replies(ticket, ada);
    shop.at("2026-02-02T09:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.at("2026-02-03T09:00:00Z").becomes(ticket, Status.OPEN, ada);
    shop.at("2026-02-03T10:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    TicketId unanswered = shop.at("2026-02-02T10:00:00Z").opens(ChannelKind.EMAIL);
    shop.settle();

    Asked week = asked("2026-02-02", "2026-02-09", "2026-02-20T00:00:00Z");
    assertThat(value(Metric.MESSAGES_IN, week)).isEqualTo(2);
    assertThat(value(Metric.RESPONSE_TIME, week)).isEqualTo(1_800);
    assertThat(value(Metric.QUEUE_TIME_FIRST, week)).isEqualTo(600);
    assertThat(value(Metric.QUEUE_TIME_TOTAL, week)).isEqualTo(600);
    // one was taken in time; the other is nobody's for longer than an hour of opening hours
    assertThat(value(Metric.QUEUE_LIMIT_EXCEEDED, week)).isEqualTo(50);
    assertThat(value(Metric.REOPENS_TOTAL, week)).isEqualTo(1);
    assertThat(value(Metric.RESOLUTION_RATE, week)).isEqualTo(50);
    assertThat(value(Metric.RESOLVED_WITHOUT_REPLY_RATE, week)).isZero();
    assertThat(value(Metric.ESCALATION_RATE, week)).isZero();
    assertThat(value(Metric.ONE_TOUCH, week)).isZero();
    assertThat(value(Metric.REQUESTER_WAIT_TIME, week)).isEqualTo(2 * 3_600);
    assertThat(value(Metric.CUSTOMER_WAIT_TIME, week)).isZero();
    assertThat(value(Metric.UNTAGGED_RATE, week)).isEqualTo(100);
    assertThat(value(Metric.WHY_COVERAGE, week)).isZero();
    assertThat(figures.rows(Metric.RESOLUTION_RATE, week, null, 10))
        .extracting(Figures.Row::hit)
        .containsExactly(false, true);
    assertThat(unanswered).isNotEqualTo(ticket);
  }

  @Test
  void aTicketWithoutAnyAnswerIsNoneThatTookOneTouch() {
    TicketId silent = shop.at("2026-02-12T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-12T09:00:00Z").becomes(silent, Status.RESOLVED, ada);
    shop.settle();

    Asked day = asked("2026-02-12", "2026-02-13", "2026-02-20T00:00:00Z");
    assertThat(figures.of(Metric.ONE_TOUCH, day).value()).isNull();
    assertThat(figures.rows(Metric.ONE_TOUCH, day, null, 10)).isEmpty();
    assertThat(value(Metric.RESOLVED_WITHOUT_REPLY_RATE, day)).isEqualTo(100);
  }

  @Test
  void aTagThatSaysWhyCoversASolution() {
    TicketId tagged = shop.at("2026-02-16T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-16T09:00:00Z").becomes(tagged, Status.RESOLVED, ada);
    shop.settle();
    jdbc.sql(
            """
            WITH t AS (INSERT INTO tag (id, name, kind) VALUES (nextval('tag_id_seq'), 'late carrier', 'why') RETURNING id)
            INSERT INTO ticket_tag (ticket_id, tag_id) SELECT :ticket, id FROM t
            """)
        .param("ticket", tagged.value())
        .update();

    Asked day = asked("2026-02-16", "2026-02-17", "2026-02-20T00:00:00Z");
    assertThat(value(Metric.WHY_COVERAGE, day)).isEqualTo(100);
    assertThat(value(Metric.UNTAGGED_RATE, day)).isZero();
  }

  @Test
  void answersCountByTheirScale() {
    shop.at("2026-01-10T08:00:00Z").opens(ChannelKind.EMAIL); // so that there is a customer
    Asked march = asked("2026-03-01", "2026-03-02", "2026-03-20T00:00:00Z");
    for (int score : List.of(10, 9, 9, 8, 6))
      answer("nps", "nps", score, "2026-03-01T10:00:00Z", null);
    for (int score : List.of(7, 5, 4, 1))
      answer("ces", "ces7", score, "2026-03-01T10:00:00Z", null);
    for (int score : List.of(5, 4, 2)) answer("csat", "csat5", score, "2026-03-01T10:00:00Z", null);
    for (int n = 0; n < 4; n++) asks("csat", "2026-03-01T10:00:00Z", null);

    assertThat(value(Metric.SURVEY_RESPONSE_RATE, march)).isEqualTo(75); // 12 of 16
    assertThat(value(Metric.NPS, march)).isEqualTo(40);
    assertThat(value(Metric.CES_EASY, march)).isEqualTo(50);
    assertThat(value(Metric.CES_MEAN, march)).isEqualTo(4.25);
    assertThat(figures.of(Metric.CSAT, march).hits()).isEqualTo(2);
    assertThat(figures.of(Metric.CSAT_MEAN, march).n()).isEqualTo(3);
  }

  @Test
  void aLowRatingIsFollowedUpByTheNextAnswerWithinFourteenDays() {
    TicketId followed = shop.at("2026-04-01T08:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-04-01T09:00:00Z").replies(followed, ada);
    answer("csat", "csat5", 1, "2026-04-02T10:00:00Z", followed);
    shop.at("2026-04-02T12:00:00Z").replies(followed, ada);
    TicketId forgotten = shop.at("2026-04-01T08:00:00Z").opens(ChannelKind.EMAIL);
    answer("csat", "csat5", 2, "2026-04-02T10:00:00Z", forgotten);
    shop.settle();

    Asked soon = asked("2026-04-01", "2026-05-01", "2026-04-16T10:00:00Z");
    assertThat(value(Metric.LOW_RATING_FOLLOWUP_RATE, soon)).isEqualTo(100);
    Asked late = asked("2026-04-01", "2026-05-01", "2026-04-16T10:00:01Z");
    assertThat(value(Metric.LOW_RATING_FOLLOWUP_RATE, late)).isEqualTo(50);
    assertThat(value(Metric.LOW_RATING_FOLLOWUP_TIME, late)).isEqualTo(2 * 3_600);
  }

  private double value(Metric metric, Asked asked) {
    Double value = figures.of(metric, asked).value();
    assertThat(value).as(metric.id()).isNotNull();
    return value;
  }

  private void answer(String survey, String kind, int score, String at, @Nullable TicketId ticket) {
    jdbc.sql(
            """
            INSERT INTO survey_response (id, survey, kind, source, invitation_id, score, language, submitted_at, changed_at, ticket_id)
            VALUES (nextval('survey_response_id_seq'), :survey, :kind, 'link', :invitation, :score, 'en', :at, :at, :ticket)
            """)
        .param("survey", survey)
        .param("kind", kind)
        .param("invitation", asks(survey, at, ticket))
        .param("score", score)
        .param("at", Sql.at(Instant.parse(at)))
        .param("ticket", ticket == null ? null : ticket.value())
        .update();
  }

  /** An invitation that was sent an hour before. */
  private long asks(String survey, String at, @Nullable TicketId ticket) {
    return jdbc.sql(
            """
            INSERT INTO survey_invitation (id, survey, origin, contact_id, ticket_id, state, language, token_hash,
                                           decided_at, sent_at, expires_at)
            SELECT nextval('survey_invitation_id_seq'), :survey, 'link', min(id), :ticket, 'sent', 'en', CAST(:token AS bytea),
                   :sent, :sent, :expires
              FROM contact RETURNING id
            """)
        .param("survey", survey)
        .param("ticket", ticket == null ? null : ticket.value())
        .param("token", UUID.randomUUID().toString())
        .param("sent", Sql.at(Instant.parse(at).minusSeconds(3_600)))
        .param("expires", Sql.at(Instant.parse(at).plusSeconds(86_400)))
        .query(Long.class)
        .single();
  }

  private static Asked asked(String from, String to, String now) {
    return Asked.all(
        Window.ofDates(LocalDate.parse(from), LocalDate.parse(to), MADRID), Instant.parse(now));
  }
}
