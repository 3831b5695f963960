package helpdesk.metrics.timeline;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelKind;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaConditions;
import helpdesk.sla.SlaPolicies;
import helpdesk.sla.SlaPolicy;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The policies of the worked cases, and how those tell a clock. */
final class GoldenPolicies {
  private GoldenPolicies() {}

  static SlaPolicies of(JsonNode policies, GoldenCalendars calendars, Map<String, Long> teams) {
    List<SlaPolicy> read = policies.valueStream().map(p -> policy(p, calendars, teams)).toList();
    return SlaPolicies.of(read);
  }

  private static SlaPolicy policy(
      JsonNode policy, GoldenCalendars calendars, Map<String, Long> teams) {
    JsonNode when = policy.path("when");
    return new SlaPolicy(
        policy.get("name").asString(),
        policy.get("position").asInt(),
        new SlaConditions(
            words(when.path("priority"), Priority::of),
            words(when.path("channel"), ChannelKind::of),
            words(when.path("group"), team -> new TeamId(teams.get(team))),
            words(when.path("tags_any"), tag -> tag),
            words(when.path("tags_all"), tag -> tag)),
        calendars.named(policy.get("calendar")),
        policy.has("pause") ? words(policy.get("pause"), Status::of) : SlaPolicy.USUAL_PAUSES,
        targets(policy.get("targets")));
  }

  private static Map<SlaTarget, Map<Priority, Duration>> targets(JsonNode targets) {
    Map<SlaTarget, Map<Priority, Duration>> read = new EnumMap<>(SlaTarget.class);
    targets.forEachEntry(
        (target, lengths) -> {
          Map<Priority, Duration> byPriority = new EnumMap<>(Priority.class);
          lengths.forEachEntry(
              (priority, seconds) -> {
                if (!seconds.isNull())
                  byPriority.put(Priority.of(priority), Duration.ofSeconds(seconds.asLong()));
              });
          read.put(SlaTarget.of(target), byPriority);
        });
    return read;
  }

  private static <T> Set<T> words(JsonNode words, Function<String, T> read) {
    return words.valueStream().map(w -> read.apply(w.asString())).collect(Collectors.toSet());
  }

  static Map<String, @Nullable Object> told(SlaClock clock) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("target", clock.target().key() + (clock.cycle() > 0 ? "#" + clock.cycle() : ""));
    told.put("policy", clock.policy());
    told.put("start", clock.start().toString());
    told.put("target_seconds", clock.length().toSeconds());
    told.put("status", clock.state().name().toLowerCase(Locale.ROOT));
    told.put("due_at", text(clock.due()));
    told.put("fulfilled_at", text(clock.fulfilledAt()));
    told.put("breached_at", text(clock.breachedAt()));
    return told;
  }

  private static @Nullable String text(@Nullable Object instant) {
    return instant == null ? null : instant.toString();
  }
}
