package helpdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import helpdesk.HelpdeskApplication;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesktest.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "helpdesk.sample.tickets=300")
@Import(TestDatabase.class)
class SampleShopTest {
  @Autowired Samples samples;
  @Autowired Jobs jobs;
  @Autowired JdbcClient jdbc;

  @Test
  void theSampleIsBelievableMarkedAndGoesAwayWhole() {
    Job loaded = finished(samples.load());

    assertThat(loaded.state()).isEqualTo(Job.State.DONE);
    assertThat(count("ticket")).isEqualTo(300);
    assertThat(count("ticket WHERE sample")).isEqualTo(300);
    assertThat(jdbc.sql("SELECT count(DISTINCT language) FROM ticket").query(Long.class).single())
        .isEqualTo(3);
    assertThat(count("ticket WHERE status = 'closed'")).isGreaterThan(100);
    assertThat(
            count(
                "ticket t WHERE event_seq <> (SELECT max(seq) FROM ticket_event e WHERE e.ticket_id = t.id)"))
        .isZero();
    assertThat(
            count(
                "ticket t WHERE message_count <> (SELECT count(*) FROM message m WHERE m.ticket_id = t.id)"))
        .isZero();

    assertThat(count("survey_response WHERE NOT low")).isGreaterThan(10);
    assertThat(count("outbound_message")).as("mail to people who do not exist").isZero();

    Job removed = finished(samples.remove());

    assertThat(removed.state()).isEqualTo(Job.State.DONE);
    assertThat(samples.present()).isFalse();
    assertThat(count("ticket_event")).isZero();
    assertThat(count("survey_response")).isZero();
    assertThat(count("contact")).isZero();
    assertThat(count("agent")).isZero();
  }

  private Job finished(long id) {
    return await().atMost(Duration.ofMinutes(1)).until(() -> jobs.find(id), Job::finished);
  }

  private long count(String from) {
    return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
  }
}
