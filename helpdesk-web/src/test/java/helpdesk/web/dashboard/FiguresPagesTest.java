package helpdesk.web.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import helpdesk.HelpdeskApplication;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.Teams;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.sample.Samples;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Camera;
import helpdesk.web.Visitor;
import helpdesk.workspace.Workspaces;
import helpdesktest.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages around the numbers, over the invented shop. */
@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"helpdesk.setup-required=false", "helpdesk.sample.tickets=400"})
@Import(TestDatabase.class)
@ExtendWith(Browser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresPagesTest {
  private static final EmailAddress MONA = new EmailAddress("mona@figures.example");
  private static final EmailAddress ALVA = new EmailAddress("alva@figures.example");
  private static final String PASSWORD = "a long enough password";
  private static final String FORMULA = "=HYPERLINK(\"https://evil.example\",\"open, please\")";
  private static final Map<String, Look> LOOKS =
      Map.of(
          "desktop-light",
          Look.DESKTOP,
          "desktop-dark",
          Look.DESKTOP.inTheDark(),
          "phone-light",
          Look.PHONE,
          "phone-dark",
          Look.PHONE.inTheDark());
  @Autowired Samples samples;
  @Autowired Jobs jobs;
  @Autowired Agents agents;
  @Autowired Teams teams;
  @Autowired TicketDesk desk;
  @Autowired Workspaces workspaces;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  @BeforeAll
  void aDeskInUse() {
    if (workspaces.find().isEmpty())
      workspaces.create("Harbour Lane", ZoneId.of("Europe/Stockholm"), Locale.ENGLISH);
    agents.create(MONA, "Mona Ek", Role.MANAGER, PASSWORD);
    Agent alva = agents.create(ALVA, "Alva Lind", Role.AGENT, PASSWORD);
    long job = samples.load();
    await().atMost(Duration.ofMinutes(3)).until(() -> jobs.find(job), Job::finished);
    agents.join(alva.id(), teams.all().get(0).id());
    opens(FORMULA);
    await().until(() -> facts(FORMULA), n -> n == 1);
  }

  @Test
  void theFilterIsInTheAddressAndEachOfItsWordsCanBeTakenAway(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard"));
    page.locator("#filter-form summary").first().click();
    page.selectOption("#f-period", "28");
    page.selectOption("#f-channel", "email");
    page.selectOption("#f-compare", "last_year");
    page.locator("#asking button[type=submit]").click();
    page.waitForURL("**/dashboard?period=28&compare=last_year&channel=email");
    assertThat(page.locator("#asking .chip")).hasCount(1);
    assertThat(page.locator("#asking .chip")).containsText("Email");
    Browser.assertAccessible(page);

    page.locator("#tile-first_response_time").click();
    page.waitForURL("**/metrics/first_response_time?period=28&compare=last_year&channel=email");
    page.locator("#asking .chip a").click();
    page.waitForURL("**/metrics/first_response_time?period=28&compare=last_year");
    // a day of the chart leads to what counted on it
    page.locator("#h-series").scrollIntoViewIfNeeded();
    String day = page.locator(".trend a").nth(9).getAttribute("href");
    page.locator(".trend a").nth(9).click();
    page.waitForURL("**" + day);
    page.goBack();
    assertThat(page.locator("#asking .chip")).hasCount(0);
  }

  @Test
  void ownDatesAndTheKeyboardAreEnoughToAsk(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard"));
    page.locator("#filter-form > summary").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#filter-form")).hasAttribute("open", "");
    page.keyboard().press("Tab");
    assertThat(page.locator("#f-period")).isFocused();
    page.keyboard().type("Own");
    page.fill("#f-from", "2026-03-01");
    page.fill("#f-until", "2026-03-31");
    page.locator("#f-until").press("Enter");
    page.waitForURL("**/dashboard?from=2026-03-01&until=2026-03-31&compare=previous");
    assertThat(page.locator("h1")).containsText("31 days");
  }

  @Test
  void aNumberIsExplainedOverTimeInPartsAndByItsTickets(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/metrics/first_response_time?period=28"));
    String value = page.locator("#figure .val").innerText();
    assertThat(page.locator("#in-words")).containsText("half took");
    page.locator("#series-table summary").click();
    assertThat(page.locator("#series-table tbody tr")).hasCount(28);
    page.locator("a[href*='part=week']").click();
    page.waitForURL("**part=week");
    page.locator("a[href*='by=team']").click();
    page.waitForURL("**by=team");
    assertThat(page.url()).contains("part=week", "period=28");
    assertThat(page.locator("#figure .val")).hasText(value);

    // the columns add up to the cases, and each leads to those that are in it
    int cases = number(page.locator("#figure li").first().innerText());
    List<String> columns = page.locator("#spread-table td a").allTextContents();
    assertThat(columns.stream().mapToInt(FiguresPagesTest::number).sum()).isEqualTo(cases);
    page.locator("#spread-table summary").click();
    int first = number(columns.get(0));
    page.locator("#spread-table td a").first().click();
    page.waitForURL("**up_to=**");
    assertThat(number(page.locator("#figure li").first().innerText())).isEqualTo(first);
  }

  @Test
  void everyPageLooksAsItShould(Windows windows) {
    Camera camera = new Camera();
    LOOKS.forEach(
        (look, size) -> {
          Page page = signIn(windows, size);
          camera.shoot(page, address("/dashboard?period=28"), "f-dashboard", look);
          page.locator("#filter-form summary").first().click();
          camera.shoot(page, "f-filter", look);
          camera.shoot(
              page,
              address("/dashboard?period=28&channel=email&priority=normal&compare=last_year"),
              "f-filtered",
              look);
          pages().forEach((what, path) -> camera.shoot(page, address(path), what, look));
          page.context().close();
        });
    camera.requireNothingNoted();
  }

  @Test
  void tagsAreAddedOneByOneAndAnOrganisationIsGivenByItsName(Windows windows) {
    jdbc.sql(
            "INSERT INTO organisation (id, name) VALUES (nextval('organisation_id_seq'), 'Fir & Sons')")
        .update();
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard?period=28&tag=returns"));
    page.locator("#filter-form summary").first().click();
    page.fill("#f-tag", "delivery");
    page.locator("#asking button[type=submit]").click();
    assertThat(page.locator("#asking .chip")).hasCount(2);
    page.locator("#asking .chip a").first().click();
    page.waitForURL("**/dashboard?*tag=delivery");
    page.locator("#filter-form summary").first().click();
    page.locator("#filter-form details summary").click();
    page.fill("#f-organisation", "fir & sons");
    page.locator("#asking button[type=submit]").click();
    assertThat(page.locator("#asking .chip")).hasCount(2);
    assertThat(page.locator("#asking .chip").last()).containsText("fir & sons");
    assertThat(page.locator("#tile-tickets_created .val")).hasText(Pattern.compile("\\s*0\\s*"));
    Browser.assertAccessible(page);
  }

  @Test
  void aGoalIsSetFollowedChangedAndRemembersWhoWantedWhat(Windows windows) {
    windows.expect("422");
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/metrics/first_response_time?period=28&channel=email"));
    page.locator("#new-goal").click();
    page.fill("#target", "soon");
    page.locator("main form button.primary").click();
    assertThat(page.locator("#target-e")).isVisible();
    page.fill("#target", "4.5");
    page.locator("main form button.primary").click();
    page.waitForURL("**/dashboard/goals#goal-*");
    assertThat(page.locator(".goals li").first()).containsText("at most 4 h 30 min");
    assertThat(page.locator(".goals li").first()).containsText("Channel: email");
    Browser.assertAccessible(page);
    Browser.shoot(page, "f-goal-list-desktop-light");

    page.locator(".goals li .btn").first().click();
    page.fill("#target", "3");
    page.locator("main form button.primary").click();
    page.waitForURL("**/dashboard/goals#goal-*");
    page.locator(".goals li .btn").first().click();
    assertThat(page.locator("#history tbody tr")).hasCount(2);
    assertThat(page.locator("#history tbody tr").first()).containsText("3 h");
    assertThat(page.locator("#history tbody tr").last()).containsText("4 h 30 min");
    assertThat(page.locator("#history tbody tr").last()).containsText("Mona Ek");
    assertThat(page.locator("#past tbody tr")).hasCount(12);
    assertThat(page.locator("#past tbody tr").first()).containsText(Pattern.compile("Met|Missed"));
    Browser.assertAccessible(page);
    Browser.shoot(page, "f-goal-past-desktop-light");
    page.navigate(address("/dashboard/metrics/first_response_time?period=28"));
    assertThat(page.locator("#figure")).containsText("at most 3 h");
  }

  @Test
  void twoPeopleWhoChangeAGoalAtOnceDoNotOverwriteEachOther() {
    Visitor visitor = new Visitor(port).signIn(MONA.value(), PASSWORD);
    long mona = agents.byEmail(MONA).orElseThrow().id().value();
    Map<String, String> fields =
        new java.util.HashMap<>(
            Map.of("target", "90", "direction", "higher", "due", "2099-01-01", "period", "28"));
    fields.put("owner", Long.toString(mona));
    String begin = "/dashboard/goals/new/csat";
    String place =
        visitor.post(begin, begin, fields).headers().firstValue("Location").orElseThrow();
    String goal = "/dashboard/goals/" + place.substring(place.lastIndexOf('-') + 1);
    fields.put("version", "1");
    fields.put("target", "92");
    assertThat(visitor.post(goal, goal, fields).statusCode()).isEqualTo(302);
    fields.put("target", "95");
    assertThat(visitor.post(goal, goal, fields).statusCode()).isEqualTo(409);
  }

  @Test
  void aFrozenPeriodIsComparedWith(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard?period=28"));
    String before = page.locator("#tile-first_response_time .val").innerText();
    page.locator("#freeze").click();
    page.waitForURL("**compare=baseline&baseline=*");
    assertThat(page.locator("main")).containsText("frozen on");
    assertThat(page.locator("#tile-first_response_time .val")).hasText(before);
    assertThat(page.locator("#tile-first_response_time")).containsText("The same as the baseline");
    page.locator("#tile-first_response_time").click();
    assertThat(page.locator("#figure")).containsText("The same as the baseline");
  }

  @Test
  void somebodyChoosesTheirFiguresByKeyboardAlone(Windows windows) {
    EmailAddress own = new EmailAddress("olle@figures.example");
    agents.create(own, "Olle Berg", Role.MANAGER, PASSWORD);
    windows.expect("/favicon.ico");
    Page page = windows.signIn(Look.DESKTOP, address(""), own.value(), PASSWORD);
    page.navigate(address("/dashboard/tiles"));
    Browser.assertAccessible(page);
    page.locator("#other-csat button").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**moved=csat&way=add");
    page.locator("#own-csat button[value=up]").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**moved=csat&way=up");
    // the button that was pressed has the focus again
    assertThat(page.locator("#own-csat button[value=up]")).isFocused();
    page.locator("#own-tickets_created button[value=remove]").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**moved=tickets_created&way=remove");
    page.navigate(address("/dashboard?period=28"));
    assertThat(page.locator("#tile-tickets_created")).hasCount(0);
    assertThat(page.locator("#tile-csat")).isVisible();
    List<String> order = page.locator("#tiles .kpi .lab").allTextContents();
    assertThat(order.indexOf("Satisfied customers (CSAT)"))
        .isEqualTo(order.indexOf("Solved within 24 h") - 1);
    page.navigate(address("/dashboard/tiles"));
    page.locator("#reset").click();
    assertThat(page.locator("#reset")).hasCount(0);
    page.navigate(address("/dashboard?period=28"));
    assertThat(page.locator("#tile-tickets_created")).isVisible();
  }

  @Test
  void aReportIsScheduledAndSentAtOnceInTheLanguageOfWhoGetsIt(Windows windows) {
    EmailAddress address = new EmailAddress("eva@figures.example");
    Agent eva = agents.create(address, "Eva Sol", Role.MANAGER, PASSWORD);
    agents.prefer(eva.id(), null, Locale.forLanguageTag("es"));
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/reports?channel=email"));
    page.fill("#name", "Monday <figures>");
    page.selectOption("#rhythm", "monthly");
    page.locator("input[name=to][value='" + eva.id() + "']").check();
    page.locator("main form button.primary").click();
    page.waitForURL("**/dashboard/reports#report-*");
    page.locator("button[value=send]").first().click();
    assertThat(page.locator("#deliveries tbody tr")).hasCount(2);
    assertThat(page.locator("#deliveries")).containsText("Eva Sol");
    Browser.assertAccessible(page);
    Browser.shoot(page, "f-report-sent-desktop-light");
    Map<String, String> mails = new java.util.HashMap<>();
    jdbc.sql(
            "SELECT payload ->> 'subject' AS subject, payload ->> 'html' AS html, payload ->>"
                + " 'text' AS text FROM outbound_message WHERE idempotency_key LIKE 'report.%'")
        .query(
            row -> {
              mails.put(row.getString("subject"), row.getString("html"));
              assertThat(row.getString("text")).contains("/dashboard/metrics/", "email");
            });
    assertThat(mails.keySet())
        .anyMatch(subject -> subject.startsWith("Monday <figures>, up to "))
        .anyMatch(subject -> subject.startsWith("Monday <figures>, hasta el "));
    assertThat(mails.values())
        .allMatch(html -> html.contains("Monday &lt;figures&gt;") && !html.contains("<figures>"));
    page.locator("button[value=remove]").first().click();
    assertThat(page.locator("#deliveries")).hasCount(0);
  }

  @Test
  void anAgentSeesTheirOwnFiguresAndTheTeamsButNoColleague(Windows windows) {
    windows.expect("/favicon.ico");
    Page page = windows.signIn(Look.DESKTOP, address(""), ALVA.value(), PASSWORD);
    page.locator("a[href='/dashboard/me']").click();
    assertThat(page.locator("h1")).hasText("My progress");
    assertThat(page.locator("#me-first_response_time")).containsText("Your team together");
    Browser.assertAccessible(page);
    Browser.shoot(page, "f-me-agent-desktop-light");
    long mona = agents.byEmail(MONA).orElseThrow().id().value();
    String own = page.locator("#me-tickets_resolved").innerText();
    page.navigate(address("/dashboard/me?agent=" + mona));
    assertThat(page.locator("#me-tickets_resolved"))
        .hasText(own, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
    assertThat(page.locator("main")).not().containsText("Mona");
  }

  @Test
  void theWallFollowsWhatHappensWithoutAnyPress(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/wall"));
    int created = number(page.locator("#wall-tickets_created .big").innerText());
    opens("Seen from afar");
    assertThat(page.locator("#wall-tickets_created .big"))
        .hasText(Pattern.compile("\\s*" + (created + 1) + "\\s*"));
    assertThat(page.locator("a, button")).hasCount(0);
  }

  private Map<String, String> pages() {
    return Map.of(
        "f-wall", "/dashboard/wall?period=7",
        "f-me", "/dashboard/me",
        "f-reports", "/dashboard/reports",
        "f-goals", "/dashboard/goals",
        "f-goal-new", "/dashboard/goals/new/csat?period=28",
        "f-tiles", "/dashboard/tiles",
        "f-duration", "/dashboard/metrics/first_response_time?period=28",
        "f-share", "/dashboard/metrics/first_response_within_target?period=28&by=agent",
        "f-count", "/dashboard/metrics/tickets_created?period=90&by=tag",
        "f-stock", "/dashboard/metrics/backlog_open?period=28&by=team");
  }

  @Test
  void anExportForCommasHasEveryRowAndNoFormula() {
    Visitor visitor = new Visitor(port).signIn(MONA.value(), PASSWORD);
    HttpResponse<String> file =
        visitor.get("/dashboard/metrics/tickets_created.csv?period=90&channel=api");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment", "tickets_created_");
    List<List<String>> rows = parse(file.body());
    assertThat(rows).contains(List.of("Time zone", "Europe/Stockholm"));
    assertThat(rows).contains(List.of("Filter", "Channel: api"));
    assertThat(rows).anySatisfy(row -> assertThat(row).contains("'" + FORMULA));
    assertThat(rows.stream().flatMap(List::stream)).noneMatch(cell -> cell.startsWith("="));
    List<String> from =
        rows.stream().filter(r -> r.get(0).equals("From")).findFirst().orElseThrow();
    assertThat(from.get(1)).matches(".*T00:00:00\\+0[12]:00");
    assertThat(visitor.get("/dashboard/export.csv?period=28").body()).contains("First reply");
    Visitor agent = new Visitor(port).signIn(ALVA.value(), PASSWORD);
    assertThat(agent.get("/dashboard/export.csv").statusCode()).isEqualTo(403);
  }

  @Test
  void anExportForExcelHasTheFigureItsPartsAndMoreRowsThanAPageShows(Windows windows)
      throws IOException {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/metrics/tickets_created?period=90"));
    int value = number(page.locator("#figure .val").innerText());
    Download download = page.waitForDownload(() -> page.locator("#xlsx").click());
    try (InputStream in = Files.newInputStream(download.path());
        ReadableWorkbook book = new ReadableWorkbook(in)) {
      List<Sheet> sheets = book.getSheets().toList();
      List<Row> figure = sheets.get(0).read();
      assertThat(figure).anySatisfy(row -> assertThat(row.getCellText(1)).isEqualTo("Received"));
      Row told =
          figure.stream()
              .filter(row -> row.getCellText(0).equals("Value"))
              .findFirst()
              .orElseThrow();
      assertThat(told.getCellAsNumber(1).orElseThrow().intValue()).isEqualTo(value);
      List<Row> rows = sheets.get(sheets.size() - 1).read();
      assertThat(rows).hasSize(value + 1).hasSizeGreaterThan(51);
      assertThat(rows)
          .anySatisfy(row -> assertThat(row.getCell(1).getText()).isEqualTo(FORMULA))
          .allSatisfy(row -> assertThat(row.getCell(1).getFormula()).isNull());
    }
  }

  private Page signIn(Windows windows, Look look) {
    windows.expect("/favicon.ico");
    return windows.signIn(look, address(""), MONA.value(), PASSWORD);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("\\(.*|[^0-9]", ""));
  }

  private static final Pattern CELL =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\r\n]*))(,|\r\n)");

  /** Reads RFC 4180. */
  private static List<List<String>> parse(String csv) {
    List<List<String>> rows = new java.util.ArrayList<>();
    List<String> row = new java.util.ArrayList<>();
    var cells = CELL.matcher(csv.substring(1));
    int end = 0;
    while (end < csv.length() - 1 && cells.find(end) && cells.start() == end) {
      row.add(cells.group(1) != null ? cells.group(1).replace("\"\"", "\"") : cells.group(2));
      end = cells.end();
      if (!cells.group(3).equals(",")) {
        rows.add(List.copyOf(row));
        row.clear();
      }
    }
    assertThat(end).as("all of the file was understood").isEqualTo(csv.length() - 1);
    return rows;
  }

  private void opens(String subject) {
    var _number =
        desk.open(
            new OpenTicket(
                ChannelKind.API,
                null,
                subject,
                "Please help.",
                null,
                new Party("Kim", new EmailAddress("kim@example.org")),
                Priority.NORMAL,
                List.of(),
                Locale.ENGLISH,
                null,
                null,
                null));
  }

  private long facts(String subject) {
    return jdbc.sql(
            "SELECT count(*) FROM ticket_fact f JOIN ticket t ON t.id = f.ticket_id WHERE t.subject"
                + " = :subject")
        .param("subject", subject)
        .query(Long.class)
        .single();
  }
}
