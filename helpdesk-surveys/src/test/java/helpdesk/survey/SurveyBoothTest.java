package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SurveyTest
class SurveyBoothTest {
  @Autowired Scene.Stage stage;
  @Autowired SurveyBooth booth;
  @Autowired OpenSurveys open;
  @Autowired Visitors visitors;
  @Autowired SurveyAnswers answers;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  Agent ada;
  TicketId ticket;
  String token;

  @BeforeEach
  void ask() {
    stage.clock().set(Scene.NOON);
    ada = stage.agent("Ada");
    ticket = stage.ticket(stage.somebody(), null);
    stage.desk().take(ticket, ada);
    stage.move(ticket, Status.RESOLVED, Actor.agent(ada));
    token = stage.token("csat", ticket, Scene.NOON);
    stage.clock().advance(Duration.ofMinutes(5));
  }

  @Test
  void anAnswerIsToldOnTheTicketAndAChangeIsToldAgain() {
    booth.answer(token, AnswerForm.score(2, "sv"));
    booth.answer(token, AnswerForm.score(2, "sv"));
    stage.clock().advance(Duration.ofMinutes(1));
    booth.answer(token, new AnswerForm(4, "Better now", null, null, "sv", false));

    assertThat(log.of(ticket))
        .extracting(e -> e.event().type())
        .endsWith("survey_sent", "survey_answered", "survey_edited");
    SurveyAnswer answer = answers.byTicket(ticket).get(0);
    assertThat(answer.score()).isEqualTo(4);
    assertThat(answer.comment()).isEqualTo("Better now");
    assertThat(answer.agent()).isEqualTo(ada.id());
    assertThat(answer.language()).isEqualTo("sv");
    assertThat(answer.editedAt()).isEqualTo(Scene.NOON.plusSeconds(360));
  }

  @Test
  void aLinkDiesExactlyAtItsSecond() {
    stage.clock().set(Scene.NOON.plus(Duration.ofDays(14)).minusSeconds(1));
    assertThat(booth.answer(token, AnswerForm.score(5, "en"))).isTrue();
    stage.clock().advance(Duration.ofSeconds(1));

    assertThatThrownBy(() -> booth.answer(token, AnswerForm.score(1, "en")))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.kind()).isEqualTo(DomainException.Kind.GONE));
    assertThat(answers.byTicket(ticket).get(0).score()).isEqualTo(5);
  }

  @Test
  void aLowRatingWaitsUntilSomebodyAnswersIt() {
    booth.answer(token, AnswerForm.score(1, "en"));
    assertThat(answers.lowUnfollowed(50)).anyMatch(a -> ticket.equals(a.ticket()));

    stage.clock().advance(Duration.ofMinutes(1));
    stage.desk().reply(ticket, ada, WriteReply.text("I am sorry. Here is what we do."));

    assertThat(answers.lowUnfollowed(50)).noneMatch(a -> ticket.equals(a.ticket()));
    assertThat(answers.byTicket(ticket).get(0).followedUpAt())
        .isEqualTo(Scene.NOON.plusSeconds(360));
  }

  @Test
  void reasonsAndTheWishForACallArePartOfTheAnswerAndNoEdit() {
    booth.answer(token, AnswerForm.score(1, "en"));
    booth.answer(token, new AnswerForm(1, null, List.of("slow", "invented"), true, "en", false));

    SurveyAnswer answer = answers.byTicket(ticket).get(0);
    assertThat(answer.reasons()).containsExactly("slow");
    assertThat(answer.contactMe()).isTrue();
    assertThat(answer.editedAt()).isNull();
  }

  @Test
  void whatWasSubmittedCanBeNeitherChangedNorRemoved() {
    booth.answer(token, AnswerForm.score(3, "en"));

    assertThatThrownBy(() -> jdbc.sql("UPDATE survey_submission SET score = 5").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("TRUNCATE survey_submission").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void theTwentyFirstPressWithinAnHourHasToWait() {
    for (int n = 0; n < 20; n++)
      assertThat(visitors.press(token, "192.0.2.7")).isEqualTo(Duration.ZERO);

    assertThat(visitors.press(token, "192.0.2.7")).isGreaterThan(Duration.ofMinutes(59));
    assertThat(visitors.press(token, "192.0.2.8")).isEqualTo(Duration.ZERO);
    stage.clock().advance(Duration.ofHours(1));
    assertThat(visitors.press(token, "192.0.2.7")).isEqualTo(Duration.ZERO);
  }

  @Test
  void noVisitorIsRememberedForADay() {
    visitors.press(token, "192.0.2.9");
    stage.clock().advance(Duration.ofHours(24));
    visitors.forget();

    assertThat(jdbc.sql("SELECT count(*) FROM survey_post_count").query(Long.class).single())
        .isZero();
  }

  @Test
  void fromOneNetworkTheSixthOpenAnswerOfAnHourIsHeldForAMachines() {
    for (int n = 1; n <= 6; n++)
      open.answer("nps", "poster", AnswerForm.score(n, "en"), null, "198.51.100." + n);

    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FILTER (WHERE suspected_machine) || ' of ' || count(*) FROM survey_response
                     WHERE open_source = 'poster' AND source = 'open' AND ticket_id IS NULL AND contact_id IS NULL
                    """)
                .query(String.class)
                .single())
        .isEqualTo("1 of 6");
  }

  @Test
  void oneBrowserHasOneOpenAnswerADay() {
    String cookie = open.answer("csat", "till", AnswerForm.score(3, "en"), null, "203.0.113.5");
    stage.clock().advance(Duration.ofHours(23));
    open.answer("csat", "till", AnswerForm.score(5, "en"), cookie, "203.0.113.5");

    assertThat(open.look("csat", cookie).given().score()).isEqualTo(5);
    assertThat(open.look("csat", cookie.replaceFirst("^\\d+", "999999")).given()).isNull();
    stage.clock().advance(Duration.ofHours(1));
    assertThat(open.look("csat", cookie).given()).isNull();
    assertThat(
            jdbc.sql("SELECT count(*) FROM survey_response WHERE open_source = 'till'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void whoDeclinesIsAskedNoMoreUntilTheyWantTo() {
    booth.optOut(token, true);
    booth.optOut(token, true);
    assertThat(booth.optedOut(token).everySurvey()).isTrue();

    booth.optIn(token);
    assertThat(booth.optedOut(token).any()).isFalse();
  }
}
