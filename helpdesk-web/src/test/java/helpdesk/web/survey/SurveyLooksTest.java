package helpdesk.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.survey.AnswerForm;
import helpdesk.survey.SurveyAnswers;
import helpdesk.survey.SurveyBooth;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.WebTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@WebTest
@ExtendWith(Browser.class)
class SurveyLooksTest {
  private static final Look NARROW = new Look(320, 640, false, "sv");

  AskedCustomer customers;
  @Autowired SurveyAnswers answers;
  @Autowired SurveyBooth booth;
  @Autowired Agents agents;
  @LocalServerPort int port;

  @BeforeEach
  void invite(@Autowired ApplicationContext application) {
    customers = new AskedCustomer(application);
  }

  @Test
  void aCustomerAnswersOnAPhoneWithTwoClicks(Browser.Windows windows) {
    AskedCustomer.Asked asked = customers.about("csat", Locale.ENGLISH);
    Page page = windows.open(Look.PHONE);

    page.navigate(url(asked.path() + "?score=2"));
    check(page, "survey-csat-phone");
    page.click("button[type=submit]");
    page.waitForURL("**/thanks**");
    check(page, "survey-thanks-phone");
    page.check("input[value=slow]");
    page.fill("textarea", "Nobody told me anything for a week.");
    page.click("button[type=submit]");
    page.waitForURL("**saved=1**");

    var answer = answers.byTicket(asked.ticket()).get(0);
    assertThat(answer.score()).isEqualTo(2);
    assertThat(answer.reasons()).containsExactly("slow");
    assertThat(answer.comment()).isEqualTo("Nobody told me anything for a week.");
    assertThat(answer.suspectedMachine()).isFalse();
  }

  @Test
  void everyScaleFitsAndIsAccessibleInLightAndDark(Browser.Windows windows) {
    for (String survey : List.of("csat", "ces", "nps")) {
      AskedCustomer.Asked asked = customers.about(survey, Locale.forLanguageTag("sv"));
      for (Look look : List.of(NARROW, NARROW.inTheDark(), Look.DESKTOP, Look.PHONE.inTheDark())) {
        Page page = windows.open(look);
        page.navigate(url(asked.path() + "?score=6"));
        check(page, "survey-" + survey + "-" + look.width() + (look.dark() ? "-dark" : ""));
        page.context().close();
      }
    }
  }

  @Test
  void theWayOutAndTheClosedDoorsAreAccessible(Browser.Windows windows) {
    AskedCustomer.Asked asked = customers.about("csat", Locale.ENGLISH);
    Page page = windows.open(NARROW);
    page.navigate(url(asked.path() + "/unsubscribe"));
    check(page, "survey-unsubscribe");
    page.click("button[value=all]");
    page.waitForSelector("button[value=none]");
    check(page, "survey-unsubscribed");
    windows.expect("404");
    page.navigate(url("/s/unknown"));
    check(page, "survey-unknown");
  }

  @Test
  void aSurveyWeighsNoMoreThanItMust(Browser.Windows windows) {
    AskedCustomer.Asked asked = customers.about("csat", Locale.ENGLISH);
    Page page = windows.open(Look.PHONE);
    long[] bytes = new long[1];
    page.onRequestFinished(
        request -> {
          var sizes = request.sizes();
          bytes[0] += sizes.responseBodySize + sizes.responseHeadersSize;
        });
    page.navigate(url(asked.path()));
    page.waitForLoadState();

    assertThat(bytes[0]).isPositive().isLessThan(25_000);
  }

  @Test
  void theHouseReadsTheUnhappyOnesFirst(Browser.Windows windows) {
    AskedCustomer.Asked low = customers.about("csat", Locale.ENGLISH);
    booth.answer(
        low.token(), new AnswerForm(1, "It never came.", List.of("slow"), true, "en", false));
    AskedCustomer.Asked high = customers.about("csat", Locale.ENGLISH);
    booth.answer(high.token(), AnswerForm.score(5, "en"));
    String email = "admin-" + UUID.randomUUID() + "@desk.example";
    agents.create(new EmailAddress(email), "Ada", Role.ADMINISTRATOR, "correct horse battery");
    Page page = windows.signIn(Look.DESKTOP, url(""), email, "correct horse battery");
    Response answered = page.navigate(url("/ratings?show=all"));

    assertThat(answered.status()).isEqualTo(200);
    assertThat(page.locator(".ratings > li").first().textContent())
        .contains("It never came.", "Nobody has answered yet", "Wants to be contacted");
    check(page, "ratings");
    page.navigate(url("/admin/surveys"));
    check(page, "admin-surveys");
    page.navigate(url("/admin/surveys/nps/preview?lang=es"));
    check(page, "admin-surveys-preview");
    page.navigate(url("/tickets/" + low.number()));
    assertThat(page.locator("#survey").first().textContent())
        .contains("It never came.", "Nobody has answered yet");
    check(page, "ticket-rated");
  }

  private void check(Page page, String name) {
    Browser.shoot(page, name);
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }
}
