package helpdesk.metrics.measure;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.metrics.timeline.TicketFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * That what a ticket gives to the figures is what it is worth at an instant, in the words of the
 * worked cases: neither says anything of which the other does not know.
 */
final class Agreement {
  private static final long FIRST_RESPONSE = 6 * 3_600;
  private static final long QUEUE = 3_600;
  private final List<Contribution> known;
  private final JsonNode worth;
  private final TicketFacts facts;
  private final Instant asOf;

  private Agreement(List<Contribution> all, JsonNode worth, TicketFacts facts, Instant asOf) {
    this.known = all.stream().filter(c -> !c.known().isAfter(asOf)).toList();
    this.worth = worth;
    this.facts = facts;
    this.asOf = asOf;
  }

  /**
   * @param worth the facts and the clocks as of the instant
   * @param facts the same, for what the words leave out
   */
  static void check(List<Contribution> all, JsonNode worth, TicketFacts facts, Instant asOf) {
    Agreement agreement = new Agreement(all, worth, facts, asOf);
    agreement.rowsAreInOrder(all);
    if (!worth.path("excluded").isNull()) {
      boolean imported = worth.path("excluded").asString().equals("import");
      assertThat(all)
          .allMatch(
              c -> imported && (c.measure() == Measure.STAY || c.measure() == Measure.STAY_OVER));
      return;
    }
    agreement.volume();
    agreement.responses();
    agreement.queue();
    agreement.resolutions();
    agreement.effort();
    agreement.promises();
    agreement.backlog();
    agreement.liveWaits();
  }

  private void rowsAreInOrder(List<Contribution> all) {
    for (Measure measure : Measure.values()) {
      List<Contribution> these = all.stream().filter(c -> c.measure() == measure).toList();
      for (int n = 0; n < these.size(); n++) {
        assertThat(these.get(n).n()).isEqualTo(n);
        if (n > 0) assertThat(these.get(n).at()).isAfterOrEqualTo(these.get(n - 1).at());
      }
    }
    assertThat(all).noneMatch(c -> c.known().isBefore(c.at()));
    assertThat(all).allMatch(c -> (c.until() == null) || c.at().isBefore(c.until()));
  }

  private void volume() {
    boolean demand = facts.counted();
    boolean escalated = worth.get("escalations").asInt() > 0;
    assertThat(told(Measure.CREATED))
        .isEqualTo(demand ? List.of(row(facts.createdAt(), null, null, escalated)) : List.of());
    assertThat(told(Measure.OUTBOUND_CREATED)).hasSize(facts.origin().equals("outbound") ? 1 : 0);
    assertThat(told(Measure.MESSAGE_IN)).hasSize(demand ? facts.trail().messages().size() : 0);
  }

  private void responses() {
    JsonNode first = worth.get("first_response");
    assertThat(told(Measure.FIRST_RESPONSE))
        .isEqualTo(first.isNull() ? List.of() : List.of(ended(first, null)));
    assertThat(told(Measure.NEXT_RESPONSE))
        .isEqualTo(
            waits("answered")
                .map(w -> row(instant(w.get("to")), w.get("calendar"), w.get("business"), null))
                .toList());
    assertThat(told(Measure.RESPONSE)).hasSize(worth.get("agent_replies").asInt());
    assertThat(outcomes(Measure.FIRST_RESPONSE_OUTCOME)).isEqualTo(firstResponseOutcome());
  }

  private Stream<JsonNode> waits(String outcome) {
    return worth
        .get("next_responses")
        .valueStream()
        .filter(w -> w.get("outcome").asString().equals(outcome));
  }

  private List<String> firstResponseOutcome() {
    JsonNode answer = worth.get("first_response");
    if (!answer.isNull()) {
      Instant at = instant(answer.get("at"));
      long took = answer.get("calendar").asLong();
      Instant limit = at.minusSeconds(took).plusSeconds(FIRST_RESPONSE);
      return List.of(outcome(took <= FIRST_RESPONSE ? at : limit, took <= FIRST_RESPONSE));
    }
    Instant from = facts.state().responseClockFrom();
    if (from == null) return List.of();
    Instant end = facts.state().cancelledAt() == null ? asOf : facts.state().cancelledAt();
    Instant limit = from.plusSeconds(FIRST_RESPONSE);
    return limit.isBefore(end) ? List.of(outcome(limit, false)) : List.of();
  }

  private void queue() {
    boolean house = facts.origin().equals("outbound");
    JsonNode first = worth.get("queue_first");
    assertThat(values(Measure.QUEUE_FIRST))
        .isEqualTo(first.isNull() || house ? List.of() : List.of(span(first)));
    JsonNode total = worth.get("queue_total");
    boolean waiting =
        facts.state().assignee() == null && List.of("new", "open").contains(facts.state().status());
    if (total.isNull() || house) {
      assertThat(values(Measure.QUEUE_TOTAL)).isEmpty();
      assertThat(outcomes(Measure.QUEUE_OUTCOME)).isEmpty();
      return;
    }
    if (!waiting) assertThat(values(Measure.QUEUE_TOTAL)).isEqualTo(List.of(span(total)));
    boolean exceeded = total.get("business").asLong() > QUEUE;
    boolean kept = !exceeded && !waiting && !first.isNull();
    assertThat(one(Measure.QUEUE_OUTCOME).map(Contribution::hit).toList())
        .isEqualTo(exceeded ? List.of(false) : kept ? List.of(true) : List.of());
  }

  private void resolutions() {
    JsonNode first = worth.get("first_resolution");
    JsonNode full = worth.get("full_resolution");
    boolean returned = worth.get("reopens").asInt() > 0;
    assertThat(told(Measure.FIRST_RESOLUTION))
        .isEqualTo(first.isNull() ? List.of() : List.of(ended(first, returned)));
    assertThat(told(Measure.FULL_RESOLUTION))
        .isEqualTo(full.isNull() ? List.of() : List.of(ended(full, truth(worth.get("one_touch")))));
    Boolean inTime = truth(worth.get("resolved_within_24h"));
    assertThat(outcomes(Measure.RESOLVED_24H_OUTCOME))
        .isEqualTo(
            inTime == null
                ? List.of()
                : List.of(
                    outcome(
                        inTime ? instant(first.get("at")) : facts.createdAt().plusSeconds(86_400),
                        inTime)));
    boolean mature = Boolean.TRUE.equals(truth(worth.get("fcr_mature")));
    assertThat(outcomes(Measure.FIRST_CONTACT))
        .isEqualTo(
            mature
                ? List.of(outcome(instant(first.get("at")), worth.get("fcr").asBoolean()))
                : List.of());
    assertThat(told(Measure.REOPENED)).hasSize(worth.get("reopens").asInt());
  }

  private void effort() {
    JsonNode full = worth.get("full_resolution");
    List<List<Object>> none = List.of();
    for (var sum :
        List.of(
            List.of(Measure.REQUESTER_WAIT, "requester_wait"),
            List.of(Measure.AGENT_WORK, "agent_work"),
            List.of(Measure.CUSTOMER_WAIT, "customer_wait"),
            List.of(Measure.ON_HOLD, "on_hold"))) {
      JsonNode span = worth.get((String) sum.get(1));
      assertThat(told((Measure) sum.get(0)))
          .isEqualTo(
              full.isNull()
                  ? none
                  : List.of(
                      row(
                          instant(full.get("at")),
                          span.get("calendar"),
                          span.get("business"),
                          null)));
    }
    JsonNode handled = worth.get("handle_seconds");
    // a timer that may still be running is not known yet
    if (full.isNull() || handled.isNull()) assertThat(told(Measure.HANDLE)).isEmpty();
    else
      assertThat(told(Measure.HANDLE))
          .isSubsetOf(List.of(row(instant(full.get("at")), handled, null, null)));
    assertThat(told(Measure.ESCALATED)).hasSize(worth.get("escalations").asInt());
    long replies = worth.get("agent_replies").asLong();
    assertThat(one(Measure.REPLIES).map(Contribution::calendar).toList())
        .hasSize(full.isNull() ? 0 : 1)
        .allMatch(n -> n != null && n <= replies);
    boolean answered =
        facts.firstResolution() != null
            && facts.trail().answers().stream()
                .anyMatch(a -> !a.at().isAfter(facts.firstResolution().at()));
    assertThat(one(Measure.WITHOUT_REPLY).map(Contribution::hit).toList())
        .isEqualTo(facts.firstResolution() == null ? List.of() : List.of(!answered));
  }

  private void promises() {
    List<JsonNode> clocks = worth.path("sla").valueStream().toList();
    for (Measure measure :
        List.of(Measure.SLA_FIRST_RESPONSE, Measure.SLA_NEXT_RESPONSE, Measure.SLA_RESOLUTION)) {
      String target = measure.name().substring("SLA_".length()).toLowerCase(java.util.Locale.ROOT);
      List<String> decided =
          clocks.stream()
              .filter(c -> c.get("target").asString().split("#", 2)[0].equals(target))
              .filter(c -> is(c, "met") || is(c, "breached"))
              .map(
                  c ->
                      outcome(
                          instant(c.get(is(c, "met") ? "fulfilled_at" : "breached_at")),
                          is(c, "met")))
              .toList();
      assertThat(outcomes(measure)).isEqualTo(decided);
    }
    JsonNode first = worth.get("first_resolution");
    boolean broken = clocks.stream().anyMatch(c -> is(c, "breached"));
    boolean open = clocks.stream().anyMatch(c -> is(c, "active") || is(c, "paused"));
    assertThat(outcomes(Measure.PROMISES_KEPT))
        .isEqualTo(
            first.isNull() || (open && !broken)
                ? List.of()
                : List.of(outcome(instant(first.get("at")), !broken)));
  }

  private static boolean is(JsonNode clock, String state) {
    return clock.get("status").asString().equals(state);
  }

  private void backlog() {
    boolean open = worth.get("full_resolution").isNull();
    assertThat(one(Measure.STAY).filter(c -> c.until() == null).toList()).hasSize(open ? 1 : 0);
    assertThat(one(Measure.STAY_OVER).map(Contribution::at).toList())
        .isEqualTo(one(Measure.STAY).map(Contribution::until).filter(Objects::nonNull).toList());
    assertThat(one(Measure.STAY).map(c -> Arrays.asList(c.at(), c.until())).toList())
        .isEqualTo(
            facts.state().open().stream()
                .filter(stay -> !stay.from().equals(stay.to()))
                .map(stay -> Arrays.asList(stay.from(), stay.to()))
                .toList());
  }

  private void liveWaits() {
    long waits =
        facts.trail().liveWaits().stream()
            .filter(w -> w.answered() || w.took().toSeconds() >= 10)
            .count();
    assertThat(told(Measure.LIVE_OFFERED)).hasSize((int) waits);
    assertThat(told(Measure.LIVE_SOON)).hasSize((int) waits);
    assertThat(one(Measure.LIVE_OFFERED).filter(c -> Boolean.FALSE.equals(c.hit())).count())
        .isEqualTo(one(Measure.LIVE_ANSWERED).count());
  }

  private Stream<Contribution> one(Measure measure) {
    return known.stream().filter(c -> c.measure() == measure);
  }

  private List<List<Object>> told(Measure measure) {
    List<List<Object>> rows = new ArrayList<>();
    one(measure).forEach(c -> rows.add(Arrays.asList(c.at(), c.calendar(), c.business(), c.hit())));
    return rows;
  }

  private List<String> values(Measure measure) {
    return one(measure).map(c -> c.calendar() + " " + c.business()).toList();
  }

  private static String span(JsonNode span) {
    return span.get("calendar").asLong() + " " + span.get("business").asLong();
  }

  private List<String> outcomes(Measure measure) {
    return one(measure).map(c -> outcome(c.at(), Boolean.TRUE.equals(c.hit()))).toList();
  }

  private static String outcome(Instant at, boolean hit) {
    return at + " " + hit;
  }

  private static List<Object> ended(JsonNode ended, @Nullable Boolean hit) {
    return row(instant(ended.get("at")), ended.get("calendar"), ended.get("business"), hit);
  }

  private static List<Object> row(
      Instant at, @Nullable JsonNode calendar, @Nullable JsonNode business, @Nullable Boolean hit) {
    return Arrays.asList(
        at,
        calendar == null ? null : calendar.asLong(),
        business == null ? null : business.asLong(),
        hit);
  }

  private static @Nullable Boolean truth(JsonNode node) {
    return node.isNull() ? null : node.asBoolean();
  }

  private static Instant instant(JsonNode node) {
    return Instant.parse(node.asString());
  }
}
