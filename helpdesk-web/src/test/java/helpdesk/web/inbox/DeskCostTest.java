package helpdesk.web.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.RelatedTickets;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketQueue;
import helpdesk.ticket.WriteReply;
import helpdesk.web.DeskStories;
import helpdesk.web.WebTest;
import helpdesk.web.shell.SignedInAgent;
import helpdesktest.StatementCount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;

/** How many statements a page costs, and that none of them reads the whole table of tickets. */
@WebTest
class DeskCostTest {
  private static final int INBOX = 11;
  private static final int ROWS = 6;
  private static final int TICKET = 21;
  private static final int DASHBOARD = 45;
  private static final int WALL = 20;
  private static final int METRIC = 45;
  @Autowired MockMvcTester mvc;
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired TicketQueue queue;
  @Autowired RelatedTickets related;
  @Autowired JdbcClient jdbc;
  @Autowired JdbcTemplate plans;

  @Test
  void aPageCostsTheSameHoweverMuchItShows() throws Exception {
    Agent agent = stories.agent("Carla Costa");
    TicketNumber small = stories.writes("Few Words", "Short", "One message.");
    int inbox = statements(agent, "/inbox").size();
    int ticket = statements(agent, "/tickets/" + small).size();
    for (int i = 0; i < 12; i++) {
      TicketNumber next = stories.writes("Many Words " + (char) ('a' + i), "Long " + i, "Hello");
      desk.reply(desk.idOf(next), agent, WriteReply.text("Hello, too."));
    }
    TicketNumber large = stories.writes("Many Words", "Longer", "Hello");
    for (int i = 0; i < 12; i++)
      desk.reply(desk.idOf(large), agent, WriteReply.text("Answer " + i));

    assertThat(statements(agent, "/inbox")).hasSize(inbox).hasSizeLessThanOrEqualTo(INBOX);
    assertThat(statements(agent, "/inbox/rows?cursor=" + cursor())).hasSizeLessThanOrEqualTo(ROWS);
    assertThat(statements(agent, "/tickets/" + large))
        .hasSize(ticket)
        .hasSizeLessThanOrEqualTo(TICKET);
  }

  @Test
  void pagesOfFiguresCostTheSameWhateverTheyAreAsked() throws Exception {
    Agent manager = stories.manager("Mona Measures");
    for (String asked :
        List.of("?period=today", "?period=90", "?period=28&channel=email&priority=normal")) {
      assertThat(statements(manager, "/dashboard" + asked))
          .as(asked)
          .hasSizeLessThanOrEqualTo(DASHBOARD);
      assertThat(statements(manager, "/dashboard/wall" + asked))
          .as(asked)
          .hasSizeLessThanOrEqualTo(WALL);
      for (String metric : List.of("first_response_time", "backlog_open", "csat"))
        assertThat(statements(manager, "/dashboard/metrics/" + metric + asked))
            .as(metric + asked)
            .hasSizeLessThanOrEqualTo(METRIC);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  @Transactional
  void noListReadsTheWholeTable(Map<String, String> words) throws Exception {
    fill();
    InboxQuery query = InboxQuery.of(words);
    QueueFilter filter = query.filter(new AgentId(1), null);

    List<String> sent =
        StatementCount.during(() -> queue.page(filter, query.order(), cursor(), 40));

    assertThat(sent).hasSize(1);
    assertThat(plan(sent.get(0))).doesNotContain("Seq Scan on ticket ");
  }

  @Test
  @Transactional
  void whatATicketHasToDoWithIsFoundByIndexes() throws Exception {
    fill();

    List<String> sent = StatementCount.during(() -> related.of(new TicketId(-1)));

    assertThat(sent).hasSize(1);
    assertThat(plan(sent.get(0))).doesNotContain("Seq Scan on ticket ");
  }

  @Test
  @Transactional
  void theCountsBesideTheViewsDoNotReadTheWholeTable() throws Exception {
    fill();

    List<String> sent = StatementCount.during(() -> queue.counts(new AgentId(1)));

    assertThat(sent).hasSize(2);
    for (String statement : sent) assertThat(plan(statement)).doesNotContain("Seq Scan on ticket ");
  }

  static Stream<Map<String, String>> lists() {
    return Stream.of(
        Map.of(),
        Map.of("view", "mine"),
        Map.of("view", "unassigned"),
        Map.of("view", "pending"),
        Map.of("view", "solved"),
        Map.of("view", "spam"),
        Map.of("view", "trash"),
        Map.of("team", "1"),
        Map.of("channel", "phone"),
        Map.of("status", "on_hold"),
        Map.of("q", "1234"),
        Map.of("q", "kettle"),
        Map.of("order", "due"),
        Map.of("view", "mine", "order", "due"),
        Map.of("view", "unassigned", "order", "untaken"));
  }

  private List<String> statements(Agent agent, String path) throws Exception {
    SignedInAgent me = new SignedInAgent(agent.id(), agent.email().value(), agent.role());
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            me, null, List.of(new SimpleGrantedAuthority("ROLE_AGENT")));
    return StatementCount.during(
        () -> assertThat(mvc.get().uri(path).with(authentication(signedIn))).hasStatusOk());
  }

  /** A place behind every row: of the year 2100. */
  private static String cursor() {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("4102444800.0.1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Twenty thousand tickets, one in twenty alive. The transaction of the test takes them back. */
  private void fill() {
    jdbc.sql("INSERT INTO contact (id, name, created_at) VALUES (-1, 'Plan', '2026-01-01Z')")
        .update();
    jdbc.sql(
            """
            INSERT INTO ticket (id, number, subject, status, priority, channel_kind, origin, requester_id, spam, trashed,
                                created_at, updated_at, resolved_at, version)
            SELECT -n, -n, 'Ticket ' || n, CASE WHEN n % 20 = 0 THEN 'open' ELSE 'closed' END, 'normal',
                   CASE WHEN n % 10 = 0 THEN 'phone' ELSE 'email' END, 'inbound', -1, n % 100 = 1, n % 100 = 3,
                   timestamptz '2026-01-01Z' + n * interval '1 minute', timestamptz '2026-01-01Z' + n * interval '1 minute',
                   CASE WHEN n % 20 = 0 THEN NULL ELSE timestamptz '2026-01-02Z' END, 1
              FROM generate_series(1, 20000) AS n
            """)
        .update();
    jdbc.sql("ANALYZE ticket").update();
    jdbc.sql(
            """
            CREATE FUNCTION pg_temp.test_plan(wanted text) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE line text; plan text := '';
            BEGIN
              FOR line IN EXECUTE wanted LOOP plan := plan || line || E'\n'; END LOOP;
              RETURN plan;
            END $$
            """)
        .update();
  }

  private String plan(String sql) {
    AtomicInteger n = new AtomicInteger();
    String numbered =
        Pattern.compile("\\?").matcher(sql).replaceAll(m -> "\\$" + n.incrementAndGet());
    return plans.queryForObject(
        "SELECT pg_temp.test_plan(?)", String.class, "EXPLAIN (GENERIC_PLAN) " + numbered);
  }
}
