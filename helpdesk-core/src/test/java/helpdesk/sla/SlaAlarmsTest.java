package helpdesk.sla;

import static helpdesk.sla.SlaTarget.FIRST_RESPONSE;
import static helpdesk.sla.SlaTarget.NEXT_RESPONSE;
import static helpdesk.sla.SlaTarget.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.Team;
import helpdesk.agent.Teams;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.calendar.Hours;
import helpdesk.calendar.OpeningHours;
import helpdesk.contact.Contacts;
import helpdesk.job.QueueWorker;
import helpdesk.notice.Notice;
import helpdesk.notice.NoticeKind;
import helpdesk.notice.Notices;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sequences;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.QueueOrder;
import helpdesk.ticket.QueuePage;
import helpdesk.ticket.RecordedTicket;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketHistory;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketMerging;
import helpdesk.ticket.TicketQueue;
import helpdesk.ticket.WriteReply;
import helpdesktest.DatabaseTest;
import helpdesktest.SecondNode;
import helpdesktest.SettableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every test is another Tuesday at noon, with a policy of its own that runs day and night. */
@DatabaseTest
@Import(SlaAlarmsTest.StoppedClock.class)
class SlaAlarmsTest {
  private static final Instant TUESDAY_NOON = Instant.parse("2026-11-24T12:00:00Z");
  @Autowired SlaSettings policies;
  @Autowired SlaBoard board;
  @Autowired QueueLimitSettings queueLimits;
  @Autowired TicketDesk desk;
  @Autowired TicketMerging merging;
  @Autowired TicketQueue queue;
  @Autowired EventLog log;
  @Autowired Notices notices;
  @Autowired Agents agents;
  @Autowired Teams teams;
  @Autowired Calendars calendars;
  @Autowired TicketHistory history;
  @Autowired Contacts contacts;
  @Autowired Sequences sequences;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationContext context;
  @Autowired ObjectProvider<QueueWorker> workers;
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
    ada = hire("Ada", Role.AGENT);
    clock.advance(Duration.ofMinutes(1));
    policies.all().forEach(p -> policies.activate(p.id(), false, ada.id()));
    queueLimits.set(null, noLimit(), ada.id());
    noon = TUESDAY_NOON;
    while (noon.isBefore(clock.instant())) noon = noon.plus(Duration.ofDays(7));
    clock.set(noon);
    run("log-follower", "sla-refold", "sla-alarms");
  }

  @Test
  void theClocksAreKeptAsTheTicketMovesAndTheBoardTellsWhatComesFirst() {
    promise(Map.of(FIRST_RESPONSE, 60L, RESOLUTION, 600L));
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");

    assertThat(first(ticket))
        .isEqualTo(next(FIRST_RESPONSE, SlaClock.State.ACTIVE, noon(60), noon(45)));

    clock.set(noon(10));
    reply(ticket);
    become(ticket, Status.PENDING);
    run("log-follower");

    assertThat(first(ticket)).isEqualTo(next(RESOLUTION, SlaClock.State.PAUSED, null, null));
    assertThat(rows(ticket)).containsExactly("first_response 0 met", "resolution 0 paused");

    become(ticket, Status.RESOLVED);
    run("log-follower");

    assertThat(first(ticket)).isNull();
    assertThat(rows(ticket)).containsExactly("first_response 0 met", "resolution 0 met");
  }

  @Test
  void spamHasNoClocksAndHasItsOldOnesWhenItIsNoneAfterAll() {
    promise(Map.of(FIRST_RESPONSE, 60L));
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");
    desk.markSpam(ticket, true, Actor.agent(ada));
    run("log-follower");
    assertThat(rows(ticket)).isEmpty();
    clock.set(noon(90));
    run("sla-alarms");
    assertThat(told(ticket)).isEmpty();

    desk.markSpam(ticket, false, Actor.agent(ada));
    run("log-follower", "sla-alarms");

    assertThat(rows(ticket)).containsExactly("first_response 0 breached");
    assertThat(told(ticket)).containsExactly("sla_warning 12:45", "sla_breached 13:00");
  }

  @Test
  void anotherCalendarMovesWhatIsOpenWithoutAnEvent() {
    OpeningHours office = OpeningHours.office(ZoneId.of("UTC"));
    CalendarId hours = calendars.create("Hours " + UUID.randomUUID(), office);
    policies.add(
        wording(SlaHours.of(hours), Map.of(RESOLUTION, 8 * 60L), Priority.NORMAL), ada.id());
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower", "sla-refold");
    assertThat(due(ticket)).isEqualTo(noon(23 * 60));

    clock.set(noon(60));
    calendars.change(hours, "Round the clock", roundTheClock());
    run("sla-refold");

    assertThat(due(ticket)).isEqualTo(noon(8 * 60));
  }

  @Test
  void aWarningAndABreachAreSaidOnceAtTheirInstantsHoweverLateSomebodyLooks() {
    promise(Map.of(FIRST_RESPONSE, 4 * 60L));
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(180));
    run("sla-alarms");
    assertThat(told(ticket)).as("the second is not over").isEmpty();

    clock.set(noon(187));
    run("sla-alarms");
    assertThat(told(ticket)).containsExactly("sla_warning 15:00");

    clock.set(noon(300));
    run("sla-alarms", "log-follower", "sla-alarms");
    clock.set(noon(900));
    run("sla-alarms");
    assertThat(told(ticket)).containsExactly("sla_warning 15:00", "sla_breached 16:00");
    assertThat(version(ticket)).as("for lists and colleagues nothing has changed").isEqualTo(1);
  }

  @Test
  void anAnswerInTheLastSecondIsInTimeThoughTheReaderHasNotSeenIt() {
    promise(Map.of(FIRST_RESPONSE, 60L));
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(50));
    run("sla-alarms");
    clock.set(noon(60).plusMillis(900));
    reply(ticket);

    clock.set(noon(61));
    run("sla-alarms");

    assertThat(told(ticket)).containsExactly("sla_warning 12:45");
    assertThat(rows(ticket)).containsExactly("first_response 0 met");
  }

  @Test
  void whatWasAnsweredOrRestsIsNotWarnedOf() {
    promise(Map.of(FIRST_RESPONSE, 60L, RESOLUTION, 240L));
    TicketId ticket = open(Priority.NORMAL, null);
    clock.set(noon(30));
    reply(ticket);
    become(ticket, Status.PENDING);
    run("log-follower");

    clock.set(noon(600));
    run("sla-alarms");
    assertThat(told(ticket)).isEmpty();

    become(ticket, Status.OPEN);
    run("log-follower");
    clock.set(noon(600 + 151));
    run("sla-alarms");
    assertThat(told(ticket))
        .as("150 of 180 minutes after half an hour")
        .containsExactly("sla_warning 00:30");
  }

  @Test
  void aTicketThatComesBackGoesOnWhereItStoppedAndIsNotWarnedOfTwice() {
    promise(Map.of(RESOLUTION, 100L));
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(80));
    run("sla-alarms");
    assertThat(told(ticket)).containsExactly("sla_warning 13:15");
    reply(ticket);
    become(ticket, Status.RESOLVED);
    clock.set(noon(200));
    become(ticket, Status.OPEN);
    run("log-follower");

    clock.set(noon(221));
    run("sla-alarms");

    assertThat(told(ticket)).containsExactly("sla_warning 13:15", "sla_breached 15:40");
  }

  @Test
  void anotherPriorityBetweenWarningAndDueMovesTheBreachAndWarnsNoSecondTime() {
    policies.add(
        wording(SlaHours.DAY_AND_NIGHT, Map.of(FIRST_RESPONSE, 240L), Priority.NORMAL), ada.id());
    policies.add(
        wording(SlaHours.DAY_AND_NIGHT, Map.of(FIRST_RESPONSE, 480L), Priority.LOW), ada.id());
    policies.add(
        wording(SlaHours.DAY_AND_NIGHT, Map.of(FIRST_RESPONSE, 60L), Priority.URGENT), ada.id());
    TicketId milder = open(Priority.NORMAL, null);
    TicketId stricter = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(200));
    run("sla-alarms");
    prioritise(milder, Priority.LOW);
    prioritise(stricter, Priority.URGENT);
    run("log-follower");

    clock.set(noon(241));
    run("sla-alarms");
    assertThat(told(stricter)).containsExactly("sla_warning 15:00", "sla_breached 15:20");
    assertThat(told(milder)).containsExactly("sla_warning 15:00");

    clock.set(noon(481));
    run("sla-alarms");
    assertThat(told(milder)).containsExactly("sla_warning 15:00", "sla_breached 20:00");
  }

  @Test
  void whatWasMergedAwayIsSilentAndTheOtherWaitsOnForItsQuestion() {
    promise(Map.of(FIRST_RESPONSE, 60L, NEXT_RESPONSE, 60L));
    TicketId survivor = open(Priority.NORMAL, null);
    reply(survivor);
    TicketId absorbed = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(30));
    merging.merge(absorbed, survivor, ada);
    run("log-follower");

    clock.set(noon(100));
    run("sla-alarms");

    assertThat(told(absorbed)).isEmpty();
    assertThat(told(survivor)).containsExactly("sla_warning 13:15", "sla_breached 13:30");
    assertThat(targets(survivor)).containsOnly("next_response");
  }

  @Test
  void whoHasItWhoLeadsItsTeamAndWhoFollowsItAreToldOnceAndNobodyElse() {
    promise(Map.of(FIRST_RESPONSE, 60L));
    Team team = teams.create("Team " + UUID.randomUUID());
    Agent lead = hire("Lea", Role.AGENT);
    Agent follower = hire("Finn", Role.AGENT);
    Agent left = hire("Lou", Role.AGENT);
    Agent stranger = hire("Sam", Role.MANAGER);
    teams.lead(team.id(), lead.id());
    TicketId ticket = open(Priority.NORMAL, team);
    desk.follow(ticket, follower.id());
    desk.follow(ticket, ada.id());
    desk.follow(ticket, left.id());
    agents.activate(left.id(), false);
    desk.change(ticket, TicketChange.assignee(ada.id()), Actor.agent(ada));
    run("log-follower");
    clock.set(noon(50));
    run("sla-alarms");
    clock.set(noon(70));
    run("sla-alarms");

    for (Agent agent : List.of(ada, lead, follower)) {
      assertThat(notices.page(agent.id(), null, 10))
          .as(agent.name())
          .extracting(Notice::kind, Notice::about, Notice::at, Notice::due)
          .containsExactly(
              tuple(NoticeKind.SLA_BREACHED, "first_response", noon(60), noon(60)),
              tuple(NoticeKind.SLA_WARNING, "first_response", noon(45), noon(60)));
      assertThat(mails(agent)).as(agent.name()).hasSize(1).first().asString().contains("Overdue");
    }
    assertThat(notices.page(left.id(), null, 10)).isEmpty();
    assertThat(notices.page(stranger.id(), null, 10)).isEmpty();
    assertThat(mails(left)).isEmpty();
  }

  @Test
  void whereNobodyIsNearTheManagersAreTold() {
    promise(Map.of(FIRST_RESPONSE, 60L));
    Agent manager = hire("Mia", Role.MANAGER);
    TicketId ticket = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(noon(70));
    run("sla-alarms");

    assertThat(told(ticket)).containsExactly("sla_warning 12:45", "sla_breached 13:00");
    assertThat(notices.page(manager.id(), null, 10))
        .as("the warning would come too late to warn")
        .extracting(Notice::kind)
        .containsExactly(NoticeKind.SLA_BREACHED);
    assertThat(notices.page(ada.id(), null, 10)).isEmpty();
  }

  @Test
  void anAgentChoosesWhatComesByMailAndReadsInTheirLanguage() {
    promise(Map.of(FIRST_RESPONSE, 60L));
    agents.prefer(ada.id(), null, Locale.forLanguageTag("sv"));
    notices.mail(ada.id(), Set.of(NoticeKind.SLA_WARNING));
    TicketId ticket = open(Priority.NORMAL, null);
    desk.follow(ticket, ada.id());
    run("log-follower");
    clock.set(noon(50));
    run("sla-alarms");
    clock.set(noon(70));
    run("sla-alarms");

    assertThat(notices.mailed(ada.id())).containsExactly(NoticeKind.SLA_WARNING);
    assertThat(mails(ada))
        .singleElement()
        .asString()
        .contains(
            "Snart dags: första svaret", "/tickets/", "\"Auto-Submitted\": \"auto-generated\"");
    assertThat(notices.unread(ada.id())).isEqualTo(2);
    notices.read(ada.id(), ticket);
    assertThat(notices.unread(ada.id())).isZero();
  }

  @Test
  void aTicketThatNobodyTakesIsSaidOnceWhenItsQueueTimeIsUsedUp() {
    queueLimits.set(null, Map.of(), ada.id());
    Agent manager = hire("Mo", Role.MANAGER);
    clock.advance(Duration.ofSeconds(1));
    Instant start = clock.instant();
    TicketId ticket = open(Priority.NORMAL, null);
    clock.set(start.plus(Duration.ofMinutes(40)));
    desk.take(ticket, ada);
    clock.set(start.plus(Duration.ofMinutes(90)));
    desk.change(ticket, TicketChange.assignee(null), Actor.agent(ada));
    run("log-follower");
    clock.set(start.plus(Duration.ofMinutes(110)));
    run("sla-alarms");
    assertThat(told(ticket)).as("an hour in all, and not a second more").isEmpty();

    clock.advance(Duration.ofSeconds(1));
    run("sla-alarms");
    clock.advance(Duration.ofHours(9));
    run("sla-alarms");

    assertThat(told(ticket)).containsExactly("queue_limit_exceeded 13:50");
    assertThat(notices.page(manager.id(), null, 10))
        .extracting(Notice::kind)
        .containsExactly(NoticeKind.QUEUE_LIMIT_EXCEEDED);
  }

  @Test
  void aTeamHasLimitsOfItsOwnAndANewOneHoldsFromThenOn() {
    Team team = teams.create("Team " + UUID.randomUUID());
    queueLimits.set(team.id(), Map.of(Priority.NORMAL, Optional.of(Duration.ofHours(3))), ada.id());
    clock.advance(Duration.ofSeconds(1));
    Instant start = clock.instant();
    TicketId theirs = open(Priority.NORMAL, team);
    TicketId nobodys = open(Priority.NORMAL, null);
    run("log-follower");
    clock.set(start.plus(Duration.ofHours(2)));
    queueLimits.set(
        team.id(), Map.of(Priority.NORMAL, Optional.of(Duration.ofMinutes(30))), ada.id());
    run("sla-refold");
    clock.advance(Duration.ofSeconds(1));
    run("sla-alarms");

    assertThat(told(theirs))
        .as("used up by the change")
        .containsExactly("queue_limit_exceeded 14:00");
    assertThat(told(nobodys)).isEmpty();
    assertThat(queueLimits.of(team.id()))
        .isEqualTo(Map.of(Priority.NORMAL, Optional.of(Duration.ofMinutes(30))));
    queueLimits.set(team.id(), Map.of(), ada.id());
    assertThat(queueLimits.of(team.id())).isEmpty();
  }

  @Test
  void aListIsPagedByWhatIsDueNextAndThenByTheNewestChange() {
    Team team = teams.create("Team " + UUID.randomUUID());
    TicketId promisedNothing = open(Priority.NORMAL, team);
    clock.advance(Duration.ofSeconds(1));
    TicketId nothingEither = open(Priority.NORMAL, team);
    clock.advance(Duration.ofSeconds(1));
    promise(Map.of(FIRST_RESPONSE, 60L));
    TicketId first = open(Priority.NORMAL, team);
    clock.advance(Duration.ofMinutes(5));
    TicketId second = open(Priority.NORMAL, team);
    TicketId secondToo = open(Priority.NORMAL, team);
    desk.change(
        first,
        new TicketChange(null, Priority.HIGH, null, null, null, null, null, null),
        Actor.agent(ada));
    run("log-follower");

    assertThat(pages(team, QueueOrder.DUE))
        .containsExactly(first, second, secondToo, nothingEither, promisedNothing);
    assertThat(pages(team, QueueOrder.CHANGED).get(4)).isEqualTo(promisedNothing);
    reply(first);
    run("log-follower");
    assertThat(pages(team, QueueOrder.DUE))
        .containsExactly(second, secondToo, first, nothingEither, promisedNothing);
  }

  @Test
  void whoMayLieShortestComesFirstAndWhoIsTakenLast() {
    Team team = teams.create("Team " + UUID.randomUUID());
    queueLimits.set(
        team.id(),
        Map.of(
            Priority.NORMAL, Optional.of(Duration.ofHours(3)),
            Priority.HIGH, Optional.of(Duration.ofMinutes(10)),
            Priority.LOW, Optional.of(Duration.ofMinutes(5))),
        ada.id());
    clock.advance(Duration.ofSeconds(1));
    TicketId calm = open(Priority.NORMAL, team);
    TicketId urgent = open(Priority.HIGH, team);
    TicketId taken = open(Priority.LOW, team);
    desk.take(taken, ada);
    run("log-follower");

    assertThat(pages(team, QueueOrder.UNTAKEN)).containsExactly(urgent, calm, taken);

    clock.advance(Duration.ofMinutes(11));
    run("sla-alarms");
    assertThat(pages(team, QueueOrder.UNTAKEN))
        .as("it stays where it was when it has lain too long")
        .containsExactly(urgent, calm, taken);
    SlaBoard.Line line = Objects.requireNonNull(board.lines(List.of(urgent)).get(urgent));
    assertThat(line.untaken()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
  }

  /** Every ticket of the team, read by twos. */
  private List<TicketId> pages(Team team, QueueOrder order) {
    QueueFilter theirs =
        new QueueFilter(
            Set.of(),
            null,
            false,
            false,
            team.id(),
            null,
            null,
            null,
            null,
            null,
            QueueFilter.Folder.DESK);
    List<TicketId> ids = new ArrayList<>();
    QueuePage page = queue.page(theirs, order, null, 2);
    page.rows().forEach(row -> ids.add(row.id()));
    while (page.next() != null) {
      page = queue.page(theirs, order, page.next(), 2);
      page.rows().forEach(row -> ids.add(row.id()));
    }
    return ids;
  }

  @Test
  void whatHadPassedAtAnotherDeskIsNewsToNobodyAndWhatIsToComeIsSaid() {
    Instant seven = noon.minus(Duration.ofHours(5));
    clock.set(seven);
    promise(Map.of(FIRST_RESPONSE, 4 * 60L, RESOLUTION, 8 * 60L));
    clock.set(noon);
    TicketId ticket = bring(seven);
    run("log-follower", "sla-alarms");
    assertThat(rows(ticket)).containsExactly("first_response 0 breached", "resolution 0 active");
    assertThat(told(ticket)).isEmpty();

    clock.set(noon(181));
    run("sla-alarms");

    assertThat(told(ticket)).containsExactly("sla_warning 13:00", "sla_breached 15:00");
  }

  /** A ticket that was open at another desk since then. */
  private TicketId bring(Instant since) {
    TicketId ticket = new TicketId(sequences.next("ticket_id_seq"));
    EmailAddress address = new EmailAddress("kim@example.org");
    TicketEvent creation =
        new TicketEvent.TicketCreated(
            "inbound", "email", "normal", "open", null, null, List.of(), false);
    RecordedTicket.Standing standing =
        new RecordedTicket.Standing(
            Status.OPEN,
            Priority.NORMAL,
            ChannelKind.EMAIL,
            null,
            null,
            Set.of(),
            false,
            false,
            since,
            null);
    jdbc.sql(
            "INSERT INTO imported_ticket (source, external_id, ticket_id) VALUES ('elsewhere', :id, :ticket)")
        .param("id", ticket.toString())
        .param("ticket", ticket.value())
        .update();
    history.record(
        List.of(
            new RecordedTicket(
                ticket,
                "Brought along",
                contacts.findOrCreate(address, "Kim", null),
                address,
                Origin.INBOUND,
                since,
                standing,
                List.of(new RecordedTicket.Line(since, Actor.SYSTEM, creation)))));
    return ticket;
  }

  @Test
  void manyWorkersOfTwoNodesSayEachThingOnce() throws Exception {
    promise(Map.of(FIRST_RESPONSE, 60L));
    List<TicketId> tickets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TicketId ticket = open(Priority.NORMAL, null);
      desk.follow(ticket, ada.id());
      tickets.add(ticket);
    }
    run("log-follower");
    for (long minutes : List.of(50L, 70L)) {
      clock.set(noon(minutes));
      try (ConfigurableApplicationContext other = SecondNode.within(context, StoppedClock.class)) {
        other.getBean(SettableClock.class).set(noon(minutes));
        ObjectProvider<QueueWorker> others = other.getBeanProvider(QueueWorker.class);
        together(
            List.of(
                worker(workers, "sla-alarms"),
                worker(workers, "sla-alarms"),
                worker(workers, "log-follower"),
                worker(others, "sla-alarms"),
                worker(others, "sla-alarms"),
                worker(others, "log-follower")));
      }
    }

    for (TicketId ticket : tickets)
      assertThat(told(ticket)).containsExactly("sla_warning 12:45", "sla_breached 13:00");
    assertThat(notices.unread(ada.id())).isEqualTo(100);
    assertThat(count("notice", ada)).isEqualTo(120);
    assertThat(mails(ada)).hasSize(60).doesNotHaveDuplicates();
  }

  private static void together(List<QueueWorker> some) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(some.size());
    try {
      List<Future<?>> turns = new ArrayList<>();
      for (QueueWorker worker : some) {
        turns.add(
            threads.submit(
                () -> {
                  while (worker.runOnce()) {}
                }));
      }
      for (Future<?> turn : turns) turn.get();
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(String... names) {
    for (String name : names) {
      QueueWorker worker = worker(workers, name);
      while (worker.runOnce()) {}
    }
  }

  private static QueueWorker worker(ObjectProvider<QueueWorker> workers, String name) {
    return workers.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
  }

  private void promise(Map<SlaTarget, Long> minutes) {
    policies.add(wording(SlaHours.DAY_AND_NIGHT, minutes, Priority.values()), ada.id());
  }

  private static SlaWording wording(
      SlaHours hours, Map<SlaTarget, Long> minutes, Priority... priorities) {
    Map<SlaTarget, Map<Priority, Duration>> targets = new EnumMap<>(SlaTarget.class);
    minutes.forEach(
        (target, length) -> {
          Map<Priority, Duration> lengths = new EnumMap<>(Priority.class);
          for (Priority priority : priorities) lengths.put(priority, Duration.ofMinutes(length));
          targets.put(target, lengths);
        });
    SlaConditions when =
        new SlaConditions(Set.of(priorities), Set.of(), Set.of(), Set.of(), Set.of());
    return new SlaWording(
        "Policy " + UUID.randomUUID(), when, hours, SlaPolicy.USUAL_PAUSES, targets);
  }

  private static Map<Priority, Optional<Duration>> noLimit() {
    Map<Priority, Optional<Duration>> none = new EnumMap<>(Priority.class);
    EnumSet.allOf(Priority.class).forEach(p -> none.put(p, Optional.empty()));
    return none;
  }

  private static OpeningHours roundTheClock() {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) week.put(day, List.of(new Hours(0, 24 * 60)));
    return new OpeningHours(ZoneId.of("UTC"), week, new TreeMap<>(), Map.of());
  }

  private Agent hire(String name, Role role) {
    return agents.create(
        new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example"), name, role, null);
  }

  private TicketId open(Priority priority, @Nullable Team team) {
    Party kim = new Party("Kim", new EmailAddress("kim@example.org"));
    return desk.idOf(
        desk.open(
            new OpenTicket(
                ChannelKind.API,
                null,
                "A question",
                "Help",
                null,
                kim,
                priority,
                List.of(),
                null,
                team == null ? null : team.id(),
                null,
                null)));
  }

  private void reply(TicketId ticket) {
    desk.reply(ticket, ada, WriteReply.text("Hello."));
  }

  private void become(TicketId ticket, Status status) {
    desk.change(ticket, TicketChange.status(status), Actor.agent(ada));
  }

  private void prioritise(TicketId ticket, Priority priority) {
    desk.change(
        ticket,
        new TicketChange(null, priority, null, null, null, null, null, null),
        Actor.agent(ada));
  }

  private Instant noon(long minutesLater) {
    return noon.plus(Duration.ofMinutes(minutesLater));
  }

  private static SlaBoard.Next next(
      SlaTarget target, SlaClock.State state, @Nullable Instant due, @Nullable Instant warn) {
    return new SlaBoard.Next(target, state, due, warn);
  }

  private SlaBoard.@Nullable Next first(TicketId ticket) {
    return Objects.requireNonNull(board.lines(List.of(ticket)).get(ticket)).next();
  }

  private @Nullable Instant due(TicketId ticket) {
    return Objects.requireNonNull(first(ticket)).due();
  }

  /** What the clocks said in the story, with the time of which they said it. */
  private List<String> told(TicketId ticket) {
    return log.of(ticket).stream()
        .filter(e -> e.event().tellsOfAClock())
        .map(e -> e.event().type() + " " + e.occurredAt().toString().substring(11, 16))
        .toList();
  }

  private List<String> targets(TicketId ticket) {
    return log.of(ticket).stream()
        .map(LoggedEvent::event)
        .filter(TicketEvent.SlaBreached.class::isInstance)
        .map(e -> ((TicketEvent.SlaBreached) e).target())
        .toList();
  }

  private List<String> rows(TicketId ticket) {
    return jdbc.sql(
            """
            SELECT target || ' ' || cycle || ' ' || state FROM sla_clock WHERE ticket_id = :ticket ORDER BY target, cycle
            """)
        .param("ticket", ticket.value())
        .query(String.class)
        .list();
  }

  private int version(TicketId ticket) {
    return jdbc.sql("SELECT version FROM ticket WHERE id = :id")
        .param("id", ticket.value())
        .query(Integer.class)
        .single();
  }

  private long count(String table, Agent agent) {
    return jdbc.sql("SELECT count(*) FROM " + table + " WHERE agent_id = :agent")
        .param("agent", agent.id().value())
        .query(Long.class)
        .single();
  }

  private List<String> mails(Agent agent) {
    return jdbc.sql(
            """
            SELECT payload::text FROM outbound_message
             WHERE idempotency_key LIKE 'notice.%' AND payload -> 'to' -> 0 -> 'email' ->> 'value' = :address
            """)
        .param("address", agent.email().value())
        .query(String.class)
        .list();
  }
}
