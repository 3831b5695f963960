package helpdesk.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import helpdesk.survey.SurveyBooth;
import helpdesk.web.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@WebTest
class SurveyPagesTest {
  private static final Locale ES = Locale.forLanguageTag("es");

  @Autowired MockMvcTester mvc;
  AskedCustomer customers;
  @Autowired SurveyAnswers answers;
  @Autowired SurveyBooth booth;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void invite(@Autowired ApplicationContext application) {
    customers = new AskedCustomer(application);
  }

  @Test
  void noNumberOfScannersRecordsAnything() throws Exception {
    AskedCustomer.Asked asked = customers.about("csat", ES);
    long posts = count("survey_post_count");
    List<Callable<Integer>> visits = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      String path = asked.path() + (n % 3 == 2 ? "/thanks" : "") + "?score=" + (n % 7);
      HttpMethod method = n % 2 == 0 ? HttpMethod.GET : HttpMethod.HEAD;
      visits.add(() -> mvc.method(method).uri(path).exchange().getResponse().getStatus());
    }
    ExecutorService scanners = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> visit : scanners.invokeAll(visits))
        assertThat(visit.get()).isIn(200, 302);
    } finally {
      scanners.shutdownNow();
    }

    assertThat(answers.byTicket(asked.ticket())).isEmpty();
    assertThat(count("survey_post_count")).isEqualTo(posts);
  }

  @Test
  void theLinkOfAMailPreselectsItsScoreInTheCustomersLanguage() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    assertThat(mvc.get().uri(asked.path() + "?score=4"))
        .hasStatusOk()
        .bodyText()
        .contains("lang=\"es\"", "Refund for the enamel kettle", "Amina", "Enviar respuesta")
        .containsPattern("value=\"4\"[^>]*checked")
        .doesNotContain("<script", "style=", "th:");
    assertThat(mvc.get().uri(asked.path() + "?lang=sv")).bodyText().contains("Skicka svaret");
  }

  @Test
  void nothingKeepsOrLeaksThePage() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    assertThat(mvc.get().uri(asked.path()))
        .headers()
        .hasValue("Cache-Control", "no-store")
        .hasValue("Referrer-Policy", "no-referrer")
        .hasValue("X-Robots-Tag", "noindex")
        .doesNotContainHeader("Set-Cookie");
  }

  @Test
  void theButtonRecordsAndThanksAndTheAnswerCanBeChanged() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    assertThat(post(asked.path()).param("score", "2").param("comment", "Lento"))
        .hasStatus(302)
        .hasRedirectedUrl(asked.path() + "/thanks?lang=es&score=2");
    assertThat(mvc.get().uri(asked.path() + "/thanks"))
        .hasStatusOk()
        .bodyText()
        .contains("Gracias, Mateo", "¿Qué fue mal?", "Lento");
    post(asked.path())
        .param("score", "2")
        .param("asks", "reasons", "contact")
        .param("reason", "slow")
        .param("contact_me", "1")
        .param("followup", "1")
        .exchange();
    post(asked.path()).param("score", "4").exchange();

    SurveyAnswer answer = answers.byTicket(asked.ticket()).get(0);
    assertThat(answer.score()).isEqualTo(4);
    assertThat(answer.comment()).isEqualTo("Lento");
    assertThat(answer.reasons()).containsExactly("slow");
    assertThat(answer.contactMe()).isTrue();
    assertThat(answer.suspectedMachine()).isFalse();
  }

  @Test
  void whatIsOnNoScaleIsRefusedAndKeepsTheWords() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    for (String score : List.of("6", "0", "-1", "4.5", "true", "five", ""))
      assertThat(post(asked.path()).param("score", score).param("comment", "Mis palabras"))
          .hasStatus(422)
          .bodyText()
          .contains("Mis palabras");
    assertThat(post(asked.path())).hasStatus(422);

    assertThat(answers.byTicket(asked.ticket())).isEmpty();
  }

  @Test
  void aMachineInTheTrapIsThankedAndNotRecorded() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    assertThat(post(asked.path()).param("score", "1").param("website", "https://spam.example"))
        .hasRedirectedUrl(asked.path() + "/thanks?lang=es&score=1");
    assertThat(mvc.get().uri(asked.path() + "/thanks?score=1")).bodyText().contains("Gracias");

    assertThat(answers.byTicket(asked.ticket())).isEmpty();
  }

  @Test
  void aFormOnAnotherSiteIsTurnedAway() {
    AskedCustomer.Asked asked = customers.about("csat", ES);

    assertThat(post(asked.path()).param("score", "1").header("Sec-Fetch-Site", "cross-site"))
        .hasStatus(403);
    assertThat(post(asked.path()).param("score", "1").header("Origin", "https://evil.example"))
        .hasStatus(403);
    assertThat(answers.byTicket(asked.ticket())).isEmpty();

    assertThat(
            post(asked.path())
                .param("score", "1")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin"))
        .hasStatus(302);
    assertThat(answers.byTicket(asked.ticket())).hasSize(1);
  }

  @Test
  void theTwentyFirstPressHasToWaitAndIsToldHowLong() {
    AskedCustomer.Asked asked = customers.about("csat", ES);
    for (int n = 0; n < 20; n++) post(asked.path()).param("score", "4").exchange();

    assertThat(post(asked.path()).param("score", "5"))
        .hasStatus(429)
        .headers()
        .containsHeader("Retry-After");
    assertThat(answers.byTicket(asked.ticket()).get(0).score()).isEqualTo(4);
  }

  @Test
  void anUnknownLinkAndADeadOneAreExplainedKindly() {
    assertThat(mvc.get().uri("/s/nobody-knows-this").header("Accept-Language", "sv"))
        .hasStatus(404)
        .bodyText()
        .contains("Vi känner inte till länken");
    AskedCustomer.Asked asked = customers.about("csat", ES);
    jdbc.sql(
            """
            UPDATE survey_invitation SET sent_at = sent_at - interval '20 days', expires_at = expires_at - interval '20 days'
             WHERE ticket_id = :id AND state = 'sent'
            """)
        .param("id", asked.ticket().value())
        .update();

    assertThat(mvc.get().uri(asked.path() + "?lang=es"))
        .hasStatus(410)
        .bodyText()
        .contains("Esta encuesta está cerrada");
    assertThat(post(asked.path()).param("score", "5")).hasStatus(410);
    assertThat(mvc.get().uri(asked.path() + "/unsubscribe")).hasStatusOk();
  }

  @Test
  void aMailProgramUnsubscribesWithOneClickAndLookingDoesNot() {
    AskedCustomer.Asked asked = customers.about("csat", ES);
    mvc.get().uri(asked.path() + "/unsubscribe").exchange();
    assertThat(booth.optedOut(asked.token()).any()).isFalse();

    assertThat(post(asked.path() + "/unsubscribe").param("List-Unsubscribe", "One-Click"))
        .hasStatusOk();

    assertThat(booth.optedOut(asked.token()).everySurvey()).isTrue();
  }

  @Test
  void aPublicLinkTakesOneAnswerOfABrowserUnderItsSource() {
    var first =
        post("/o/nps?source=till 3").param("score", "9").with(from("203.0.113.77")).exchange();
    String cookie = first.getResponse().getCookie("helpdesk-answer").getValue();
    post("/o/nps")
        .param("source", "till 3")
        .param("score", "3")
        .cookie(new jakarta.servlet.http.Cookie("helpdesk-answer", cookie))
        .with(from("203.0.113.77"))
        .exchange();

    assertThat(first).hasStatus(302);
    assertThat(
            jdbc.sql("SELECT score FROM survey_response WHERE open_source = 'till 3'")
                .query(Integer.class)
                .list())
        .containsExactly(3);
    assertThat(mvc.get().uri("/o/nothing")).hasStatus(404);
  }

  private long count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  private static org.springframework.test.web.servlet.request.RequestPostProcessor from(
      String address) {
    return request -> {
      request.setRemoteAddr(address);
      return request;
    };
  }

  private MockMvcRequestBuilder post(String uri) {
    return mvc.post().uri(uri);
  }
}
