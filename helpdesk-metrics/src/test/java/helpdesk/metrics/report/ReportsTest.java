package helpdesk.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.metrics.Shop;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.catalog.Metric;
import helpdesk.workspace.Workspaces;
import helpdesktest.DatabaseTest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({Shop.class, ReportsTest.Words.class})
class ReportsTest {
  @Autowired Shop.Desk shop;
  @Autowired Reports reports;
  @Autowired Agents agents;
  @Autowired Workspaces workspaces;
  @Autowired JdbcClient jdbc;
  Agent ada;
  Agent bo;

  /** The words are another module's matter: here it is enough to know of which days they are. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Words {
    @Bean
    ReportWriter writer() {
      return (report, question, language) ->
          new ReportWriter.Letter(
              report.name(),
              question.first() + " to " + question.last(),
              "<p>" + language + "</p>");
    }
  }

  @BeforeEach
  void hire() {
    if (workspaces.find().isEmpty())
      workspaces.create("Shop", ZoneId.of("Europe/Stockholm"), Locale.ENGLISH);
    ada = shop.hire("Ada");
    bo = shop.hire("Bo");
    agents.promote(ada.id(), Role.MANAGER);
    agents.promote(bo.id(), Role.MANAGER);
  }

  @AfterEach
  void clear() {
    reports.all().forEach(report -> reports.remove(report.id()));
  }

  @Test
  void whatIsDueIsSentOnceToEverybodyAlthoughTwoWorkersSeeIt() throws Exception {
    shop.at("2026-03-01T05:00:00Z");
    long id = schedule(Rhythm.DAILY, 8);
    shop.at("2026-03-01T06:59:59Z");
    assertThat(reports.sendNext()).isFalse();

    shop.at("2026-03-01T07:00:00Z");
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    List<Future<Boolean>> seen = new ArrayList<>();
    for (int node = 0; node < 2; node++)
      seen.add(
          nodes.submit(
              () -> {
                start.await();
                return reports.sendNext();
              }));
    int senders = 0;
    for (Future<Boolean> node : seen) if (node.get()) senders++;
    nodes.shutdown();
    assertThat(senders).isEqualTo(1);
    assertThat(mails(id)).hasSize(2).allMatch(text -> text.equals("2026-02-28 to 2026-02-28"));
    assertThat(reports.sendNext()).isFalse();

    shop.at("2026-03-02T12:00:00Z");
    assertThat(reports.sendNext()).isTrue();
    assertThat(mails(id)).hasSize(4).contains("2026-03-01 to 2026-03-01");
  }

  @Test
  void aWeekAndAMonthAreReportedWhenTheyAreOver() {
    shop.at("2026-03-26T12:00:00Z");
    long weekly = schedule(Rhythm.WEEKLY, 9);
    long monthly = schedule(Rhythm.MONTHLY, 9);
    shop.at("2026-03-29T23:00:00Z");
    assertThat(reports.sendNext()).isFalse();
    // the clocks have changed that night: nine is seven by now
    shop.at("2026-03-30T07:00:00Z");
    assertThat(reports.sendNext()).isTrue();
    assertThat(mails(weekly)).contains("2026-03-23 to 2026-03-29");
    assertThat(mails(monthly)).isEmpty();
    // noticed late, it is still of the month that was over when it was due
    shop.at("2026-04-03T07:00:00Z");
    assertThat(reports.sendNext()).isTrue();
    assertThat(mails(monthly)).contains("2026-03-01 to 2026-03-31");
  }

  @Test
  void whatWasDueWhileItRestedIsNotSentAfterwardsAndAskingSendsAtOnce() {
    shop.at("2026-05-01T05:00:00Z");
    long id = schedule(Rhythm.DAILY, 8);
    reports.activate(id, false);
    shop.at("2026-05-02T12:00:00Z");
    assertThat(reports.sendNext()).isFalse();
    reports.activate(id, true);
    assertThat(reports.sendNext()).isFalse();
    reports.sendNow(id);
    reports.sendNow(id);
    assertThat(mails(id)).hasSize(4);
    assertThat(reports.deliveries(50))
        .hasSize(4)
        .allMatch(delivery -> delivery.dueOn() == null && "queued".equals(delivery.state()));
    shop.at("2026-05-03T12:00:00Z");
    assertThat(reports.sendNext()).isTrue();
  }

  @Test
  void whoLeadsNoLongerGetsNoFiguresAndAChangedReportGoesToItsNewRecipients() {
    shop.at("2026-06-01T05:00:00Z");
    long id = schedule(Rhythm.DAILY, 8);
    agents.promote(bo.id(), Role.AGENT);
    reports.sendNow(id);
    assertThat(mails(id)).hasSize(1);

    Report.Wanted wanted =
        new Report.Wanted(
            "Mornings",
            List.of(Metric.TICKETS_RESOLVED),
            Address.parse("channel=email"),
            Rhythm.DAILY,
            7,
            List.of(ada.id()));
    shop.at("2026-06-01T05:30:00Z");
    reports.change(id, wanted);
    // seven was half an hour ago: it is sent tomorrow
    assertThat(reports.sendNext()).isFalse();
    Report changed = reports.find(id);
    assertThat(changed.name()).isEqualTo("Mornings");
    assertThat(changed.metrics()).containsExactly(Metric.TICKETS_RESOLVED);
    assertThat(changed.address().query()).isEqualTo("channel=email");
    assertThat(changed.recipients()).containsExactly(ada.id());
    shop.at("2026-06-02T05:00:00Z");
    assertThat(reports.sendNext()).isTrue();
    assertThat(mails(id)).hasSize(2);
    reports.remove(id);
    assertThatThrownBy(() -> reports.change(id, wanted)).hasMessageContaining("no such report");
  }

  private long schedule(Rhythm rhythm, int hour) {
    return reports.schedule(
        new Report.Wanted(
            "Figures",
            List.of(Metric.TICKETS_CREATED),
            Address.EMPTY,
            rhythm,
            hour,
            List.of(ada.id(), bo.id())),
        ada.id());
  }

  /** The texts of the mails that wait to leave. */
  private List<String> mails(long report) {
    return jdbc.sql(
            """
            SELECT o.payload ->> 'text' FROM report_sent s
              JOIN report_mail m ON m.sent_id = s.id
              JOIN outbound_message o ON o.idempotency_key = m.message_id
             WHERE s.report_id = :report
            """)
        .param("report", report)
        .query(String.class)
        .list();
  }
}
