package helpdesk.metrics.timeline;

import helpdesk.calendar.Calendar;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaPolicies;
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
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A worked timeline: the events of one ticket, by what it is measured, and what it is worth. */
public final class GoldenTimeline {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private final JsonNode test;
  private final GoldenCalendars calendars;

  private GoldenTimeline(JsonNode test, GoldenCalendars calendars) {
    this.test = test;
    this.calendars = calendars;
  }

  /** A test for each. */
  public static Stream<DynamicTest> tests(ThrowingConsumer<GoldenTimeline> test) {
    GoldenCases cases = GoldenCases.read("ticket-timelines.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(json -> test.accept(new GoldenTimeline(json, calendars)));
  }

  /** What a ticket is worth, in the words of the cases. */
  public static ObjectNode told(TicketFacts facts, List<SlaClock> clocks) {
    ObjectNode told = JSON.readTree(JSON.writeValueAsString(FactsInWords.of(facts))).asObject();
    if (facts.excluded() != null) return told;
    List<Map<String, @Nullable Object>> promises =
        clocks.stream().map(GoldenPolicies::told).toList();
    told.set("sla", JSON.readTree(JSON.writeValueAsString(promises)));
    return told;
  }

  /** By which its business times run. */
  public @Nullable Calendar calendar() {
    return calendars.named(test.get("calendar"));
  }

  /** What is promised. */
  public SlaPolicies policies() {
    return GoldenPolicies.of(test.path("sla").path("policies"), calendars, teams());
  }

  /** As of when it is worth that. */
  public Instant asOf() {
    return GoldenCases.instant(test.get("as_of"));
  }

  /** What it is worth; promises are part of it, none where the case does not speak of them. */
  public ObjectNode expected() {
    ObjectNode expected = test.get("expected").deepCopy().asObject();
    if (!expected.has("sla") && expected.path("excluded").isNull()) expected.putArray("sla");
    return expected;
  }

  /** What the case leaves to a house. */
  public Settings settings() {
    JsonNode config = test.path("config");
    return new Settings(
        Duration.ofSeconds(config.path("fcr_window_seconds").asLong(604_800)),
        Duration.ofSeconds(config.path("work_cap_seconds").asLong(1_800)),
        Settings.DEFAULT.queueLimits());
  }

  /** All of them, those after the instant of the case too. */
  public List<LoggedEvent> events() {
    List<LoggedEvent> events = new ArrayList<>();
    Map<String, Long> ids = teams();
    for (JsonNode e : test.get("events")) {
      Instant at = GoldenCases.instant(e.get("at"));
      int seq = events.size();
      events.add(new LoggedEvent(seq, new TicketId(1), seq, Actor.SYSTEM, at, at, event(e, ids)));
    }
    return events;
  }

  /** Ids of the teams that the policies name. */
  private Map<String, Long> teams() {
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
