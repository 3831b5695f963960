package helpdesk.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesk.web.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The links below an answer, as scanners and customers open them. */
@WebTest
class FootLinksTest {
  @Autowired MockMvcTester mvc;
  @Autowired TicketDesk desk;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired SurveyAnswers answers;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  Channel mailbox;
  TicketId ticket;
  String path;

  @BeforeEach
  void answerWithAQuestionInTheFoot() {
    mailbox =
        channels.createEmail(
            new EmailAddress("foot-" + UUID.randomUUID() + "@desk.example"), null, null);
    channels.change(mailbox.id(), mailbox.settings().change().ratingLinks(true).done());
    EmailAddress mateo = new EmailAddress("mateo-" + UUID.randomUUID() + "@example.org");
    ticket =
        desk.idOf(
            desk.open(
                new OpenTicket(
                    ChannelKind.EMAIL,
                    mailbox.id(),
                    "Refund for the enamel kettle",
                    "Where is my money?",
                    null,
                    new Party("Mateo", mateo),
                    Priority.NORMAL,
                    List.of(),
                    Locale.forLanguageTag("es"),
                    null,
                    null,
                    null)));
    EmailAddress address = new EmailAddress("amina-" + UUID.randomUUID() + "@desk.example");
    Agent amina = agents.create(address, "Amina", Role.AGENT, null);
    desk.reply(ticket, amina, WriteReply.text("It is on its way."));
    path = sent().replaceAll("(?s).*(/s/[\\w-]{32})\\?score=5.*", "$1");
    // the answer left an hour ago: who presses at once is taken for a machine
    jdbc.sql(
            """
            UPDATE survey_invitation SET sent_at = sent_at - interval '1 hour' WHERE ticket_id = :id
            """)
        .param("id", ticket.value())
        .update();
  }

  @AfterEach
  void closeTheMailbox() {
    channels.change(mailbox.id(), mailbox.settings().change().active(false).done());
  }

  @Test
  void scannersThatOpenEveryLinkLeaveNoTraceAndTheButtonRecordsOnce() throws Exception {
    String before = invitation();
    List<Callable<Integer>> visits = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      String link = path + (n % 4 == 3 ? "/unsubscribe" : "?score=" + (1 + n % 5));
      HttpMethod method = n % 2 == 0 ? HttpMethod.GET : HttpMethod.HEAD;
      visits.add(() -> mvc.method(method).uri(link).exchange().getResponse().getStatus());
    }
    ExecutorService scanners = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> visit : scanners.invokeAll(visits))
        assertThat(visit.get()).isEqualTo(200);
    } finally {
      scanners.shutdownNow();
    }
    assertThat(answers.byTicket(ticket)).isEmpty();
    assertThat(told()).isEmpty();
    assertThat(invitation()).isEqualTo(before);

    assertThat(mvc.get().uri(path + "?score=4"))
        .hasStatusOk()
        .bodyText()
        .contains("lang=\"es\"", "Refund for the enamel kettle")
        .containsPattern("value=\"4\"[^>]*checked");
    assertThat(mvc.post().uri(path).header("Origin", "http://localhost").param("score", "4"))
        .hasStatus(302);

    assertThat(told()).containsExactly("survey_answered");
    assertThat(answers.byTicket(ticket))
        .singleElement()
        .satisfies(
            rating -> {
              assertThat(rating.score()).isEqualTo(4);
              assertThat(rating.source()).isEqualTo("foot");
              assertThat(rating).extracting(SurveyAnswer::agentName).isEqualTo("Amina");
            });
  }

  private String sent() {
    return jdbc.sql("SELECT payload ->> 'text' FROM outbound_message WHERE ticket_id = :id")
        .param("id", ticket.value())
        .query(String.class)
        .single();
  }

  private String invitation() {
    return jdbc.sql("SELECT i::text FROM survey_invitation i WHERE ticket_id = :id")
        .param("id", ticket.value())
        .query(String.class)
        .single();
  }

  private List<String> told() {
    return log.of(ticket).stream()
        .map(logged -> logged.event().type())
        .filter(type -> type.startsWith("survey_"))
        .toList();
  }
}
