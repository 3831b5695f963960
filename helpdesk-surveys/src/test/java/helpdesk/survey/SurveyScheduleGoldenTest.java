package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.contact.ContactId;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesktest.GoldenCases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SurveyTest
class SurveyScheduleGoldenTest {
  @Autowired Scene.Stage stage;
  @Autowired JdbcClient jdbc;

  @TestFactory
  Stream<DynamicTest> whichSolvesLeadToASurvey() {
    return GoldenCases.read("survey-schedule.json").tests(this::check);
  }

  private void check(JsonNode kase) {
    Duration delay = Duration.ofSeconds(kase.get("delay_seconds").asLong());
    stage.configure(delay, kase.get("quiet_days").asInt());
    Agent ada = stage.agent("ada");
    Map<String, EmailAddress> customers = new HashMap<>();
    Map<TicketId, String> names = new HashMap<>();
    TreeMap<Instant, List<Runnable>> story = new TreeMap<>();
    stage.clock().set(beforeAll(kase));
    for (JsonNode node : kase.get("tickets")) {
      EmailAddress from =
          customers.computeIfAbsent(node.get("customer").asString(), c -> stage.somebody());
      TicketId ticket = stage.ticket(from, null);
      names.put(ticket, node.get("id").asString());
      if (node.path("excluded").asBoolean(false))
        stage.desk().markSpam(ticket, true, Actor.agent(ada));
      moves(story, node, "resolved_at", ticket, Status.RESOLVED, ada, delay);
      moves(story, node, "reopened_at", ticket, Status.OPEN, ada, delay);
    }
    if (kase.has("opted_out"))
      kase.get("opted_out").forEach(c -> optOut(customers.get(c.asString())));

    story.forEach(
        (at, moves) -> {
          stage.clock().set(at);
          moves.forEach(Runnable::run);
          stage.work();
        });

    assertThat(decisions(names)).containsExactlyElementsOf(expected(kase));
  }

  /** When the tickets were opened: before anything else happens. */
  private static Instant beforeAll(JsonNode kase) {
    return kase.get("tickets")
        .valueStream()
        .flatMap(ticket -> ticket.get("resolved_at").valueStream())
        .map(GoldenCases::instant)
        .min(Comparator.naturalOrder())
        .orElseThrow()
        .minus(Duration.ofDays(1));
  }

  private void moves(
      TreeMap<Instant, List<Runnable>> story,
      JsonNode node,
      String field,
      TicketId ticket,
      Status to,
      Agent by,
      Duration delay) {
    if (!node.has(field)) return;
    for (JsonNode time : node.get(field)) {
      Instant at = GoldenCases.instant(time);
      story
          .computeIfAbsent(at, t -> new ArrayList<>())
          .add(() -> stage.move(ticket, to, Actor.agent(by)));
      story.computeIfAbsent(at.plus(delay), t -> new ArrayList<>());
    }
  }

  private void optOut(EmailAddress address) {
    ContactId contact = stage.contacts().idOf(address).orElseThrow();
    jdbc.sql("INSERT INTO survey_opt_out (contact_id, at) VALUES (:contact, '2026-01-01Z')")
        .param("contact", contact.value())
        .update();
  }

  private List<String> decisions(Map<TicketId, String> names) {
    return jdbc.sql(
            """
            SELECT ticket_id, due_at, coalesce(reason, state) AS result FROM survey_invitation
             WHERE ticket_id = ANY(:tickets) ORDER BY due_at, ticket_id
            """)
        .param("tickets", names.keySet().stream().map(TicketId::value).toArray(Long[]::new))
        .query(
            (row, n) ->
                names.get(new TicketId(row.getLong("ticket_id")))
                    + " "
                    + row.getTimestamp("due_at").toInstant()
                    + " "
                    + row.getString("result"))
        .list();
  }

  private static List<String> expected(JsonNode kase) {
    return kase.get("expected")
        .get("decisions")
        .valueStream()
        .map(
            d ->
                d.get("ticket").asString()
                    + " "
                    + d.get("due_at").asString()
                    + " "
                    + d.get("result").asString())
        .toList();
  }
}
