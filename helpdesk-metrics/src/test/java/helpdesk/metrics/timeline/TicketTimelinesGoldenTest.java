package helpdesk.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaClocks;
import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesktest.GoldenCases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TicketTimelinesGoldenTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  @TestFactory
  Stream<DynamicTest> timelines() {
    GoldenCases cases = GoldenCases.read("ticket-timelines.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(
        test -> {
          TicketFacts facts =
              Timeline.of(
                  events(test),
                  calendars.named(test.get("calendar")),
                  GoldenCases.instant(test.get("as_of")),
                  settings(test));
          ObjectNode expected = test.get("expected").deepCopy().asObject();
          expected.remove("sla"); // see below
          JsonNode actual = JSON.readTree(JSON.writeValueAsString(FactsInWords.of(facts)));
          assertThat(actual).isEqualTo(expected);
        });
  }

  @TestFactory
  Stream<DynamicTest> slaClocks() {
    GoldenCases cases = GoldenCases.read("ticket-timelines.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(
        test -> {
          List<SlaClock> clocks =
              SlaClocks.of(
                  events(test),
                  GoldenPolicies.of(test.path("sla").path("policies"), calendars, teams(test)),
                  calendars.named(test.get("calendar")),
                  GoldenCases.instant(test.get("as_of")));
          JsonNode expected = test.get("expected").path("sla");
          List<Map<String, @Nullable Object>> told =
              clocks.stream().map(GoldenPolicies::told).toList();
          JsonNode actual = JSON.readTree(JSON.writeValueAsString(told));
          // what counts nowhere has no clocks, and the case does not speak of them
          assertThat(actual).isEqualTo(expected.isArray() ? expected : JSON.createArrayNode());
        });
  }

  private static Settings settings(JsonNode test) {
    JsonNode config = test.path("config");
    return new Settings(
        Duration.ofSeconds(config.path("fcr_window_seconds").asLong(604_800)),
        Duration.ofSeconds(config.path("work_cap_seconds").asLong(1_800)));
  }

  private static List<LoggedEvent> events(JsonNode test) {
    List<LoggedEvent> events = new ArrayList<>();
    Map<String, Long> ids = teams(test);
    for (JsonNode e : test.get("events")) {
      Instant at = GoldenCases.instant(e.get("at"));
      int seq = events.size();
      events.add(new LoggedEvent(seq, new TicketId(1), seq, Actor.SYSTEM, at, at, event(e, ids)));
    }
    return events;
  }

  /** Ids of the teams that the policies name. */
  private static Map<String, Long> teams(JsonNode test) {
    Map<String, Long> ids = new HashMap<>();
    for (JsonNode policy : test.path("sla").path("policies")) {
      for (JsonNode team : policy.path("when").path("group")) id(ids, team.asString());
    }
    return ids;
  }

  /** The cases name agents and teams by words; the log by ids. */
  private static TicketEvent event(JsonNode e, Map<String, Long> ids) {
    ObjectNode payload = e.deepCopy().asObject();
    boolean created = e.get("type").asString().equals("ticket_created");
    for (String key : List.of("agent", "assignee", "group", "to_group", "source", "target")) {
      if (payload.path(key).isString()) payload.put(key, id(ids, payload.get(key).asString()));
    }
    if (e.get("type").asString().equals("group_changed") && payload.path("to").isString())
      payload.put("to", id(ids, payload.get("to").asString()));
    if (created) {
      if (!payload.has("origin")) payload.put("origin", "inbound");
      if (!payload.has("status")) payload.put("status", "new");
      if (!payload.has("priority")) payload.put("priority", "normal");
      if (!payload.has("channel")) payload.put("channel", "email");
      if (!payload.has("tags")) payload.putArray("tags");
    }
    if (e.get("type").asString().equals("tags_changed")) {
      if (!payload.has("added")) payload.putArray("added");
      if (!payload.has("removed")) payload.putArray("removed");
    }
    return JSON.convertValue(payload, type(e.get("type").asString()));
  }

  private static long id(Map<String, Long> ids, String word) {
    return ids.computeIfAbsent(word, w -> ids.size() + 1L);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends TicketEvent> type(String stored) {
    String name = stored.replace("_", "");
    return (Class<? extends TicketEvent>)
        Arrays.stream(TicketEvent.class.getPermittedSubclasses())
            .filter(c -> c.getSimpleName().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("The log knows no event " + stored));
  }
}
