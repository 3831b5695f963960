package helpdesk.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import helpdesk.job.QueueWorker;
import helpdesk.shared.DomainException;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
@Import(HistoryImportTest.Stopped.class)
class HistoryImportTest {
  @Autowired HistoryImports imports;
  @Autowired HistoryImportJob kind;
  @Autowired Jobs jobs;
  @Autowired List<QueueWorker> workers;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired SettableClock clock;
  final String source = "s" + UUID.randomUUID();

  @TestConfiguration(proxyBeanMethods = false)
  static class Stopped {
    @Bean
    SettableClock clock() {
      return new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
    }
  }

  @Test
  void aTicketStandsAsItsEventsSayAndTheLogHasTheirTimes() {
    Job job =
        imported(
            """
            {"external_id": "a", "subject": "Broken mug", "tags": ["Damaged"], "requester": {"email": "kim@example.org", "name": "Kim"}, "events": [
              {"at": "2026-02-10T11:00:00+01:00", "type": "agent_reply", "actor": "agent", "agent": "ana"},
              {"at": "2026-02-10T10:00:00+01:00", "type": "ticket_created", "priority": "high", "channel": "chat", "group": "Returns"},
              {"at": "2026-02-10T10:20:00+01:00", "type": "assigned", "agent": "ana"},
              {"at": "2026-02-10T11:00:00+01:00", "type": "status_changed", "actor": "agent", "to": "resolved"},
              {"at": "2026-02-10T11:00:00+01:00", "type": "sla_breached", "target": "first_response"}]}
            """);

    assertThat(job.state()).isEqualTo(Job.State.DONE);
    assertThat(job.detail()).containsEntry("imported", 1).containsEntry("refused_count", 0);
    Map<String, Object> ticket =
        jdbc.sql(
                """
                SELECT t.subject, t.status, t.priority, t.channel_kind, t.origin, a.name AS agent, a.active, g.name AS team,
                       to_char(t.created_at AT TIME ZONE 'UTC', 'HH24:MI') AS created,
                       to_char(t.resolved_at AT TIME ZONE 'UTC', 'HH24:MI') AS resolved,
                       (SELECT string_agg(x.name, ',') FROM ticket_tag y JOIN tag x ON x.id = y.tag_id WHERE y.ticket_id = t.id) AS tags
                  FROM ticket t JOIN agent a ON a.id = t.assignee_id JOIN team g ON g.id = t.team_id WHERE t.id = :id
                """)
            .param("id", ticket("a").value())
            .query()
            .singleRow();
    assertThat(ticket)
        .containsEntry("subject", "Broken mug")
        .containsEntry("status", "resolved")
        .containsEntry("priority", "high")
        .containsEntry("channel_kind", "chat")
        .containsEntry("origin", "inbound")
        .containsEntry("agent", "ana")
        .containsEntry("active", false)
        .containsEntry("team", "Returns")
        .containsEntry("created", "09:00")
        .containsEntry("resolved", "10:00")
        .containsEntry("tags", "damaged");
    assertThat(log.of(ticket("a")))
        .extracting(LoggedEvent::occurredAt, e -> e.event().type(), e -> e.actor().type().key())
        .containsExactly(
            tuple(Instant.parse("2026-02-10T09:00:00Z"), "ticket_created", "customer"),
            tuple(Instant.parse("2026-02-10T09:20:00Z"), "assigned", "system"),
            tuple(Instant.parse("2026-02-10T10:00:00Z"), "agent_reply", "agent"),
            tuple(Instant.parse("2026-02-10T10:00:00Z"), "status_changed", "agent"));
  }

  @Test
  void callsAndChatsComeWithTheirQueues() {
    String line =
        """
        {"external_id": "%s", "events": [{"at": "2026-02-10T10:00:00Z", "type": "ticket_created", "channel": "phone"},         {"at": "2026-02-10T10:00:00Z", "type": "call_queued"},         {"at": "2026-02-10T10:00:30Z", "type": "call_abandoned", "wait": %s},         {"at": "2026-02-10T10:01:00Z", "type": "chat_queued"},         {"at": "2026-02-10T10:01:05Z", "type": "chat_joined", "agent": "ana"},         {"at": "2026-02-10T10:09:00Z", "type": "chat_left", "agent": "ana"},         {"at": "2026-02-10T10:10:00Z", "type": "chat_abandoned"}]}
        """;
    Job job = imported(line.formatted("call", "31") + line.formatted("wrong", "-1"));

    assertThat(refused(job)).containsExactly("2 events[2].wait must not be negative.");
    long ana = jdbc.sql("SELECT id FROM agent WHERE name = 'ana'").query(Long.class).single();
    assertThat(log.of(ticket("call")))
        .extracting(e -> e.actor().type().key(), LoggedEvent::event)
        .contains(
            tuple("customer", new TicketEvent.CallQueued()),
            tuple("customer", new TicketEvent.CallAbandoned(31L)),
            tuple("customer", new TicketEvent.ChatQueued()),
            tuple("agent", new TicketEvent.ChatJoined(ana)),
            tuple("agent", new TicketEvent.ChatLeft(ana)),
            tuple("customer", new TicketEvent.ChatAbandoned(null)));
    assertThat(new TicketEvent.CallAbandoned(31L).payload()).containsEntry("wait", 31L);
  }

  @Test
  void theSameLineTwiceChangesNothingAndAnotherForTheSameTicketIsRefused() {
    imported(line("a", "open"));
    List<String> before = everything();

    Job again = imported(line("a", "open").replace("\": ", "\":  ") + "\n" + line("a", "pending"));

    assertThat(again.detail()).containsEntry("imported", 0).containsEntry("unchanged", 1);
    assertThat(refused(again))
        .containsExactly(
            "2 Another line has brought a ticket of this external_id before. What is in the log is not changed.");
    assertThat(everything()).isEqualTo(before).isNotEmpty();
  }

  @Test
  void aLineTwiceInOneFileIsOneTicketAndTheSameIdOfAnotherSourceIsAnother() {
    Job job = imported(line("a", "open") + "\n\n" + line("a", "open"));
    assertThat(job.detail()).containsEntry("imported", 1).containsEntry("unchanged", 1);

    String other = "t" + UUID.randomUUID();
    assertThat(imported(other, line("a", "open")).detail()).containsEntry("imported", 1);
  }

  @Test
  void aRefusedLineIsToldByItsNumberAndStopsNoOther() {
    Job job =
        imported(
            String.join(
                "\n",
                "not json",
                line("good", "open"),
                "{\"external_id\": \"b\", \"events\": []}",
                line("c", "lost"),
                "{\"external_id\": \"d\", \"events\": [{\"at\": \"2026-02-10T10:00:00\", \"type\": \"ticket_created\"}]}",
                "{\"events\": [{\"at\": \"2026-02-10T10:00:00Z\", \"type\": \"ticket_created\"}]}",
                line("e", "open").replace("status_changed", "teleported"),
                line("f", "open").replace("ticket_created", "bot_reply"),
                "[]",
                line("g", "open").replace("\"Subject", "\"Nul \\u0000"),
                "{\"external_id\": \"" + "x".repeat(Lines.LONGEST) + "\"}",
                line("h", "open")
                    .replace(
                        "\"type\": \"status_changed\"",
                        "\"type\": \"agent_reply\", \"actor\": \"bot\""),
                line("i", "open").replace("\"Subject", "\"Half \\ud83d"),
                line("last", "open")));

    assertThat(job.detail())
        .containsEntry("read", 14)
        .containsEntry("imported", 2)
        .containsEntry("refused_count", 12);
    assertThat(refused(job))
        .containsExactly(
            "1 The line is no JSON.",
            "3 events must be a list of events.",
            "4 events[1].to has a value that is not known here.",
            "5 events[0].at must be an instant such as 2026-02-10T10:00:00+01:00.",
            "6 external_id is missing.",
            "7 events[1].type is no event that is known here.",
            "8 events must have one ticket_created, not 0.",
            "9 The line must be a JSON object.",
            "10 subject must not have a NUL or half a character.",
            "11 The line has more than the 1048576 bytes that are read.",
            "12 events[1].actor must be agent for agent_reply.",
            "13 subject must not have a NUL or half a character.");
    assertThat(ids()).containsExactlyInAnyOrder("good", "last");
  }

  @Test
  void aMergeLeadsToATicketOfALaterLine() {
    imported(
        """
        {"external_id": "a", "events": [{"at": "2026-02-10T10:00:00Z", "type": "ticket_created"}, {"at": "2026-02-10T11:00:00Z", "type": "merged_into", "actor": "agent", "target": "b"}]}
        """);
    assertThat(mergedInto("a")).isNull();
    imported(line("b", "open"));

    assertThat(mergedInto("a")).isEqualTo(ticket("b").value());
    assertThat(log.of(ticket("a")).get(1).event())
        .isEqualTo(new TicketEvent.MergedInto(ticket("b").value()));
  }

  @Test
  void anAgentIsFoundByAddressAndKeepsTheirSeat() {
    Agent ada = agents.create(address(), "Ada", helpdesk.agent.Role.AGENT, null);
    imported(
        """
        {"external_id": "a", "events": [{"at": "2026-02-10T10:00:00Z", "type": "ticket_created"}, {"at": "2026-02-10T11:00:00Z", "type": "agent_reply", "agent": "%s"}]}
        """
            .formatted(ada.email()));

    assertThat(log.of(ticket("a")).get(1).event())
        .isEqualTo(new TicketEvent.AgentReply(null, ada.id().value(), "email"));
    assertThat(agents.byId(ada.id()).active()).isTrue();
  }

  @Test
  void anAgentMayBeCalledAnything() {
    String name = "Ana\u2003\u0085 İ@ " + "x".repeat(190);
    imported(
        """
        {"external_id": "a", "events": [{"at": "2026-02-10T10:00:00Z", "type": "ticket_created", "assignee": "%s"}]}
        """
            .formatted(name));

    assertThat(
            jdbc.sql(
                    "SELECT a.name FROM ticket t JOIN agent a ON a.id = t.assignee_id WHERE t.id = :id")
                .param("id", ticket("a").value())
                .query(String.class)
                .single())
        .isEqualTo(name);
  }

  @Test
  void whatANodeLeftInTheMiddleAnotherFinishesAndNothingIsLostOrDoubled() {
    String file = lines(1_000);
    long id = imports.start(source, () -> stream(file));
    Job taken = taken(id);
    assertThatThrownBy(() -> kind.run(new Dying(taken, 2))).isInstanceOf(Killed.class);
    assertThat(ids()).hasSize(400);

    work("what is too early to be taken over");
    assertThat(jobs.find(id).state()).isEqualTo(Job.State.RUNNING);
    clock.advance(Duration.ofSeconds(61));
    work("what another takes over");

    Job done = jobs.find(id);
    assertThat(done.state()).isEqualTo(Job.State.DONE);
    assertThat(done.detail())
        .containsEntry("read", 1_000)
        .containsEntry("imported", 1_000)
        .containsEntry("unchanged", 0);
    assertThat(ids()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(everything()).hasSize(2_000);
  }

  @Test
  void aNodeThatDiesBetweenATicketAndItsEventsLeavesNeither() throws Exception {
    String file = lines(10);
    long id = imports.start(source, () -> stream(file));
    Job taken = taken(id);
    ExecutorService node = Executors.newSingleThreadExecutor();
    try {
      Future<?> run =
          transaction.execute(
              status -> {
                jdbc.sql("LOCK TABLE ticket_event IN SHARE MODE").update();
                Future<?> started =
                    node.submit(() -> kind.run(new Dying(taken, Integer.MAX_VALUE)));
                await().until(() -> !writers().isEmpty());
                writers().forEach(this::kill);
                return started;
              });
      assertThatThrownBy(run::get).isInstanceOf(ExecutionException.class);
    } finally {
      node.shutdown();
    }
    assertThat(ids()).isEmpty();
    assertThat(everything()).isEmpty();

    clock.advance(Duration.ofSeconds(61));
    work("what another takes over");
    assertThat(ids()).hasSize(10).doesNotHaveDuplicates();
    assertThat(everything()).hasSize(20);
  }

  @Test
  void whatANodeLeftAfterTheLastLineIsDone() {
    long id = imports.start(source, () -> stream(lines(10)));
    work("the import");
    taken(id);

    clock.advance(Duration.ofSeconds(61));
    work("what another takes over");
    assertThat(jobs.find(id).state()).isEqualTo(Job.State.DONE);
    assertThat(jobs.find(id).detail()).containsEntry("imported", 10);
  }

  @Test
  void twoNodesAtTheSameJobAtOnceBringEveryTicketOnce() throws Exception {
    String file = lines(1_000);
    long id = imports.start(source, () -> stream(file));
    Job taken = taken(id);
    Callable<@Nullable Void> node =
        () -> {
          kind.run(new Dying(taken, Integer.MAX_VALUE));
          return null;
        };
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      for (Future<@Nullable Void> done : nodes.invokeAll(List.of(node, node))) done.get();
    } finally {
      nodes.shutdown();
    }

    assertThat(ids()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(everything()).hasSize(2_000);
  }

  @Test
  void anImportThatIsStoppedKeepsWhatItHasAndTheSameFileBringsTheRest() {
    String file = lines(1_000);
    long id = imports.start(source, () -> stream(file));
    Job taken = taken(id);
    kind.run(
        new Dying(taken, Integer.MAX_VALUE) {
          @Override
          public void progress(long done, @Nullable Long total) {
            super.progress(done, total);
            jobs.cancel(id);
          }
        });
    assertThat(ids()).hasSize(200);

    Job rest = imported(file);
    assertThat(rest.detail()).containsEntry("imported", 800).containsEntry("unchanged", 200);
  }

  @Test
  void aSourceIsAPlainWord() {
    assertThatThrownBy(() -> imports.start("Other desk", () -> stream("")))
        .isInstanceOf(DomainException.class);
  }

  /** The connections that wait to write into the log. */
  private List<Integer> writers() {
    return jdbc.sql(
            """
            SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY ticket_event%'
            """)
        .query(Integer.class)
        .list();
  }

  private void kill(int pid) {
    assertThat(
            jdbc.sql("SELECT pg_terminate_backend(:pid)")
                .param("pid", pid)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A node that is gone after so many reports. */
  private class Dying implements LongJob.Running {
    private final Job job;
    private int left;

    Dying(Job job, int reports) {
      this.job = job;
      this.left = reports;
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public void progress(long done, @Nullable Long total) {
      if (--left == 0) throw new Killed();
    }

    @Override
    public void note(String key, Object value) {}

    @Override
    public boolean cancelled() {
      return jobs.find(job.id()).cancelRequested();
    }
  }

  private Job imported(String file) {
    return imported(source, file);
  }

  private Job imported(String from, String file) {
    String oneLineEach = file.startsWith("{") ? file.replace("\n  ", " ") : file;
    long id = imports.start(from, () -> stream(oneLineEach));
    work("the import");
    return jobs.find(id);
  }

  private void work(String what) {
    QueueWorker worker =
        workers.stream().filter(w -> w.name().equals("long-job")).findFirst().orElseThrow();
    for (int n = 0; worker.runOnce(); n++) assertThat(n).as(what).isLessThan(100);
  }

  /** As if a node had just taken it. */
  private Job taken(long id) {
    jdbc.sql("UPDATE job SET state = 'running', heartbeat_at = :now WHERE id = :id")
        .param("now", helpdesk.shared.Sql.at(clock.instant()))
        .param("id", id)
        .update();
    return jobs.find(id);
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> line("t" + n, "open"))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String id, String status) {
    return """
    {"external_id": "%s", "subject": "Subject", "events": [{"at": "2026-02-10T10:00:00Z", "type": "ticket_created"}, \
    {"at": "2026-02-10T11:00:00Z", "type": "status_changed", "to": "%s"}]}"""
        .formatted(id, status);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static helpdesk.shared.EmailAddress address() {
    return new helpdesk.shared.EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
  }

  @SuppressWarnings("unchecked")
  private static List<String> refused(Job job) {
    return ((List<Map<String, Object>>) job.detail().get("refused"))
        .stream().map(r -> r.get("line") + " " + r.get("reason")).toList();
  }

  private TicketId ticket(String externalId) {
    return jdbc.sql(
            "SELECT ticket_id FROM imported_ticket WHERE source = :source AND external_id = :id")
        .param("source", source)
        .param("id", externalId)
        .query((row, n) -> new TicketId(row.getLong(1)))
        .single();
  }

  private @Nullable Long mergedInto(String externalId) {
    return (Long)
        jdbc.sql("SELECT merged_into FROM ticket WHERE id = :id")
            .param("id", ticket(externalId).value())
            .query()
            .singleRow()
            .get("merged_into");
  }

  /** The tickets of this test's source that are there. */
  private List<String> ids() {
    return jdbc.sql(
            """
            SELECT k.external_id FROM imported_ticket k JOIN ticket t ON t.id = k.ticket_id
             WHERE k.source = :source AND k.content IS NOT NULL
            """)
        .param("source", source)
        .query(String.class)
        .list();
  }

  /** All lines of the log of those tickets. */
  private List<String> everything() {
    return jdbc.sql(
            """
            SELECT CAST(e AS text) FROM imported_ticket k JOIN ticket_event e ON e.ticket_id = k.ticket_id
             WHERE k.source = :source ORDER BY e.id
            """)
        .param("source", source)
        .query(String.class)
        .list();
  }
}
