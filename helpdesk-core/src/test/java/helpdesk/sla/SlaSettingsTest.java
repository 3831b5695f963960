package helpdesk.sla;

import static helpdesk.sla.SlaTarget.FIRST_RESPONSE;
import static helpdesk.sla.SlaTarget.NEXT_RESPONSE;
import static helpdesk.sla.SlaTarget.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.calendar.OpeningHours;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sequences;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesktest.DatabaseTest;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every test is another Tuesday, at noon in Stockholm, on which nothing is promised yet. */
@DatabaseTest
@Import(SlaSettingsTest.StoppedClock.class)
class SlaSettingsTest {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final Instant TUESDAY_NOON = Instant.parse("2026-11-24T11:00:00Z");
  @Autowired SlaSettings policies;
  @Autowired TicketDesk desk;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Teams teams;
  @Autowired Calendars calendars;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Sequences sequences;
  @Autowired TransactionTemplate transaction;
  Agent ada;
  Instant noon;

  @TestConfiguration(proxyBeanMethods = false)
  static class StoppedClock {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(TUESDAY_NOON);
    }
  }

  @BeforeEach
  void anotherTuesday() {
    Instant before = clock.instant();
    ada = agents.create(address("ada"), "Ada", Role.ADMINISTRATOR, null);
    policies.all().forEach(p -> policies.activate(p.id(), false, ada.id()));
    noon = TUESDAY_NOON;
    while (!noon.isAfter(before)) noon = noon.plus(Duration.ofDays(7));
    clock.set(noon);
  }

  @Test
  void aFreshDeskPromisesNothing() {
    assertThat(clocks(open(Priority.URGENT))).isEmpty();
  }

  @Test
  void theFirstPolicyThatFitsIsTakenAndMovingAnotherUpChangesWhichThatIs() {
    policies.add(wording("Everyone", SlaConditions.ALWAYS, 8), ada.id());
    SlaPolicyId vip = policies.add(wording("Vip", tagged(Set.of("vip")), 1), ada.id());
    assertThat(first(tick(open(Priority.NORMAL, "vip"))).policy()).startsWith("Everyone");

    while (!policies.all().get(0).id().equals(vip)) policies.move(vip, true, ada.id());
    clock.advance(Duration.ofMinutes(5));

    assertThat(first(open(Priority.NORMAL, "vip")).policy()).startsWith("Vip");
    assertThat(first(open(Priority.NORMAL, "angry")).policy()).startsWith("Everyone");
    policies.move(vip, true, ada.id());
    assertThat(policies.all().get(0).id()).as("it is first already").isEqualTo(vip);
  }

  @Test
  void aPolicyIsForTheTicketsThatMeetAllItsConditions() {
    TeamId orders = teams.create("Orders " + UUID.randomUUID()).id();
    SlaConditions when =
        new SlaConditions(
            Set.of(Priority.HIGH, Priority.URGENT),
            Set.of(ChannelKind.PHONE),
            Set.of(orders),
            Set.of("vip", "press"),
            Set.of("late"));
    policies.add(wording("Picky", when, 1), ada.id());
    List<String> tags = List.of("vip", "late");

    assertThat(clocks(open(ChannelKind.PHONE, Priority.HIGH, orders, tags))).isNotEmpty();
    assertThat(clocks(open(ChannelKind.EMAIL, Priority.HIGH, orders, tags))).isEmpty();
    assertThat(clocks(open(ChannelKind.PHONE, Priority.LOW, orders, tags))).isEmpty();
    assertThat(clocks(open(ChannelKind.PHONE, Priority.HIGH, null, tags))).isEmpty();
    assertThat(clocks(open(ChannelKind.PHONE, Priority.HIGH, orders, List.of("late")))).isEmpty();
    assertThat(clocks(open(ChannelKind.PHONE, Priority.HIGH, orders, List.of("vip")))).isEmpty();
  }

  @Test
  void aChangeHoldsFromNowOnAndATicketKeepsWhatItWasPromisedUntilSomethingOnItChanges() {
    SlaPolicyId id = policies.add(wording("Changing", SlaConditions.ALWAYS, 8), ada.id());
    TicketId before = open(Priority.NORMAL);
    clock.advance(Duration.ofMinutes(10));

    policies.change(id, wording("Changed", SlaConditions.ALWAYS, 4), ada.id());

    assertThat(first(before).due()).isEqualTo(noon.plus(Duration.ofHours(8)));
    assertThat(first(open(Priority.NORMAL)).due())
        .isEqualTo(clock.instant().plus(Duration.ofHours(4)));
    clock.advance(Duration.ofMinutes(10));
    desk.change(before, priority(Priority.HIGH), Actor.agent(ada));
    assertThat(first(before).due()).isEqualTo(noon.plus(Duration.ofHours(4)));
    assertThat(first(before).policy()).startsWith("Changed");
  }

  @Test
  void whatIsSwitchedOffPromisesNothingMoreAndKeepsItsWord() {
    SlaPolicyId id = policies.add(wording("Seasonal", SlaConditions.ALWAYS, 8), ada.id());
    TicketId before = open(Priority.NORMAL);
    clock.advance(Duration.ofMinutes(1));

    policies.activate(id, false, ada.id());

    assertThat(clocks(open(Priority.NORMAL))).isEmpty();
    assertThat(first(before).due()).isEqualTo(noon.plus(Duration.ofHours(8)));
    assertThat(policies.byId(id).active()).isFalse();
    clock.advance(Duration.ofMinutes(1));
    policies.activate(id, true, ada.id());
    assertThat(clocks(open(Priority.NORMAL))).isNotEmpty();
  }

  @Test
  void theLifeOfATicketIsReadFromItsRealEvents() {
    policies.add(wording("Real", SlaConditions.ALWAYS, 2), ada.id());
    TicketId ticket = open(Priority.NORMAL);
    clock.advance(Duration.ofHours(1));
    desk.reply(ticket, ada, WriteReply.text("We look into it."));
    assertThat(first(ticket).state()).isEqualTo(SlaClock.State.MET);
    assertThat(first(ticket).used()).isEqualTo(Duration.ofHours(1));

    clock.advance(Duration.ofHours(1));
    desk.change(ticket, TicketChange.status(Status.PENDING), Actor.agent(ada));
    clock.advance(Duration.ofDays(2));
    SlaClock resting = clock(ticket, RESOLUTION);
    assertThat(resting.state()).isEqualTo(SlaClock.State.PAUSED);
    assertThat(resting.used()).isEqualTo(Duration.ofHours(2));

    desk.change(ticket, TicketChange.status(Status.OPEN), Actor.agent(ada));
    Instant goesOn = clock.instant();
    clock.advance(Duration.ofDays(2));
    SlaClock late = clock(ticket, RESOLUTION);
    assertThat(late.state()).isEqualTo(SlaClock.State.BREACHED);
    assertThat(late.breachedAt()).isEqualTo(goesOn.plus(Duration.ofHours(20 - 2)));
    desk.trash(ticket, true, Actor.agent(ada));
    assertThat(clocks(ticket)).as("what lies in the bin counts nowhere").isEmpty();
  }

  @Test
  void whatIsKeptIsReadBackAsItWasOnEveryNode() {
    CalendarId shop = calendars.create("Shop", OpeningHours.office(STOCKHOLM));
    SlaWording wording =
        new SlaWording(
            name("Whole"),
            new SlaConditions(
                Set.of(Priority.LOW),
                Set.of(ChannelKind.IN_PERSON, ChannelKind.SMS),
                Set.of(new TeamId(7)),
                Set.of("å, no: one"),
                Set.of("a", "b")),
            SlaHours.of(shop),
            Set.of(Status.ON_HOLD),
            Map.of(
                FIRST_RESPONSE, Map.of(Priority.LOW, Duration.ofMinutes(90)),
                NEXT_RESPONSE, Map.of(),
                RESOLUTION, Map.of(Priority.LOW, SlaWording.LONGEST_TARGET)));
    SlaPolicyId id = policies.add(wording, ada.id());

    assertThat(policies.byId(id)).isEqualTo(new KeptPolicy(id, true, wording));
    List<SlaEditions.Edition> elsewhere = new SlaEditions(jdbc, sequences).all();
    assertThat(elsewhere.get(elsewhere.size() - 1).policies()).isEqualTo(policies.all());
  }

  @Test
  void theTargetsRunInTheHoursOfThePolicyAndATrialSaysWhenTheyAreDue() {
    calendars.seed("Harbour Lane", STOCKHOLM);
    Instant late = Instant.parse("2026-11-27T22:10:00Z");
    Map<SlaTarget, Map<Priority, Duration>> targets =
        Map.of(
            FIRST_RESPONSE, Map.of(Priority.NORMAL, Duration.ofHours(1)),
            RESOLUTION, Map.of(Priority.NORMAL, Duration.ofHours(10)));
    SlaWording office =
        new SlaWording("Office", SlaConditions.ALWAYS, SlaHours.DESK, Set.of(), targets);
    SlaWording always =
        new SlaWording("Always", SlaConditions.ALWAYS, SlaHours.DAY_AND_NIGHT, Set.of(), targets);

    assertThat(policies.forecast(office, Priority.NORMAL, late))
        .as("Friday night, so Monday at ten and Tuesday at ten")
        .extracting(SlaClock::due)
        .containsExactly(
            Instant.parse("2026-11-30T09:00:00Z"), Instant.parse("2026-12-01T09:00:00Z"));
    assertThat(policies.forecast(always, Priority.NORMAL, late))
        .extracting(SlaClock::due)
        .containsExactly(
            Instant.parse("2026-11-27T23:10:00Z"), Instant.parse("2026-11-28T08:10:00Z"));
    assertThat(policies.forecast(office, Priority.URGENT, late)).isEmpty();
  }

  @Test
  void twoChangesOfOneSecondAreBothKeptAndSavingWithoutAChangeMakesNoEdition() {
    SlaPolicyId id = policies.add(wording("Hasty", SlaConditions.ALWAYS, 8), ada.id());
    SlaWording other = wording("Hasty again", SlaConditions.ALWAYS, 4);
    policies.change(id, other, ada.id());
    long editions = editions();
    policies.change(id, other, ada.id());

    assertThat(policies.byId(id).wording()).isEqualTo(other);
    assertThat(editions()).isEqualTo(editions);
  }

  @Test
  void eachChangeIsNotedInItsOwnTransaction() {
    SlaPolicyId id = policies.add(wording("Noted", SlaConditions.ALWAYS, 8), ada.id());
    policies.activate(id, false, ada.id());
    assertThat(
            jdbc.sql("SELECT action FROM audit_entry WHERE detail = CAST(:d AS jsonb) ORDER BY id")
                .param("d", "{\"policy\": " + id + "}")
                .query(String.class)
                .list())
        .containsExactly("sla.added", "sla.switched-off");
  }

  @Test
  void whatIsTakenBackIsNotRemembered() {
    SlaWording never = wording("Never", SlaConditions.ALWAYS, 1);
    transaction.executeWithoutResult(
        status -> {
          policies.add(never, ada.id());
          assertThat(policies.all()).extracting(KeptPolicy::wording).contains(never);
          status.setRollbackOnly();
        });
    assertThat(policies.all()).extracting(KeptPolicy::wording).doesNotContain(never);
  }

  @Test
  void twoAdministratorsAtOnceLoseNothing() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Future<SlaPolicyId> one = two.submit(() -> added(together, "One"));
      Future<SlaPolicyId> other = two.submit(() -> added(together, "Other"));
      assertThat(policies.byId(one.get()).active()).isTrue();
      assertThat(policies.byId(other.get()).active()).isTrue();
    } finally {
      two.shutdownNow();
    }
  }

  private SlaPolicyId added(CyclicBarrier together, String name) throws Exception {
    together.await();
    return policies.add(wording(name, SlaConditions.ALWAYS, 8), ada.id());
  }

  @Test
  void aNameIsTakenOnceAndAStrangersNumberIsRefused() {
    SlaWording wording = wording("Twice", SlaConditions.ALWAYS, 8);
    policies.add(wording, ada.id());
    assertThatThrownBy(() -> policies.add(wording, ada.id()))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("already a policy");
    SlaPolicyId nobody = new SlaPolicyId(987654321);
    assertThatThrownBy(() -> policies.change(nobody, wording, ada.id()))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("no such policy");
  }

  @Test
  void thePastCannotBeRewritten() {
    policies.add(wording("Kept", SlaConditions.ALWAYS, 8), ada.id());
    for (String wrong :
        List.of(
            "UPDATE sla_target SET minutes = 1",
            "DELETE FROM sla_target",
            "UPDATE sla_policy SET active = false",
            "DELETE FROM sla_policy",
            "UPDATE sla_edition SET valid_from = valid_from - interval '1 day'")) {
      assertThatThrownBy(() -> jdbc.sql(wrong).update())
          .as(wrong)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void wordsThatPromiseNonsenseAreRefused() {
    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofSeconds(90), SlaWording.LONGEST_TARGET.plusMinutes(1))) {
      Map<SlaTarget, Map<Priority, Duration>> targets =
          Map.of(RESOLUTION, Map.of(Priority.LOW, wrong));
      assertThatThrownBy(
              () -> new SlaWording("x", SlaConditions.ALWAYS, SlaHours.DESK, Set.of(), targets))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () ->
                new SlaWording(
                    "x", SlaConditions.ALWAYS, SlaHours.DESK, Set.of(Status.OPEN), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SlaWording(" ", SlaConditions.ALWAYS, SlaHours.DESK, Set.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Day and night, the same for every priority: replies in so many hours, solved in ten times. */
  private static SlaWording wording(String name, SlaConditions when, long hours) {
    return new SlaWording(
        name(name),
        when,
        SlaHours.DAY_AND_NIGHT,
        SlaPolicy.USUAL_PAUSES,
        Map.of(FIRST_RESPONSE, all(hours), NEXT_RESPONSE, all(hours), RESOLUTION, all(hours * 10)));
  }

  private static Map<Priority, Duration> all(long hours) {
    Duration length = Duration.ofHours(hours);
    return Map.of(
        Priority.LOW, length,
        Priority.NORMAL, length,
        Priority.HIGH, length,
        Priority.URGENT, length);
  }

  private static SlaConditions tagged(Set<String> tags) {
    return new SlaConditions(Set.of(), Set.of(), Set.of(), new HashSet<>(tags), Set.of());
  }

  private static String name(String name) {
    return name + " " + UUID.randomUUID();
  }

  private static EmailAddress address(String name) {
    return new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
  }

  private static TicketChange priority(Priority priority) {
    return new TicketChange(null, priority, null, null, null, null, null, null);
  }

  private long editions() {
    return jdbc.sql("SELECT count(*) FROM sla_edition").query(Long.class).single();
  }

  private TicketId tick(TicketId ticket) {
    clock.advance(Duration.ofSeconds(1));
    return ticket;
  }

  private TicketId open(Priority priority, String... tags) {
    return open(ChannelKind.API, priority, null, Arrays.asList(tags));
  }

  private TicketId open(
      ChannelKind channel, Priority priority, @Nullable TeamId team, List<String> tags) {
    Party kim = new Party("Kim", new EmailAddress("kim@example.org"));
    return desk.idOf(
        desk.open(
            new OpenTicket(
                channel,
                null,
                "A question",
                "Help",
                null,
                kim,
                priority,
                tags,
                null,
                team,
                null,
                null)));
  }

  private List<SlaClock> clocks(TicketId ticket) {
    return policies.clocks(log.of(ticket));
  }

  private SlaClock first(TicketId ticket) {
    return clock(ticket, FIRST_RESPONSE);
  }

  private SlaClock clock(TicketId ticket, SlaTarget target) {
    Optional<SlaClock> found =
        clocks(ticket).stream().filter(c -> c.target() == target).findFirst();
    return found.orElseThrow();
  }
}
