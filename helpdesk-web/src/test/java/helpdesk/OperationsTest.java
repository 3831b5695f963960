package helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import helpdesk.agent.Agent;
import helpdesk.agent.ApiTokens;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesk.web.DeskStories;
import helpdesk.web.WebTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files for those who run the desk say what is so. */
@WebTest
class OperationsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SERIES =
      Pattern.compile("\\b([a-z]\\w*_\\w+)(?:\\{([^}]*)\\})?(?![\\w(])");
  private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\) \\(");
  private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired ApiTokens tokens;
  @LocalServerPort int port;

  @Test
  void everyMeterOfTheGrafanaDashboardIsThereWithTheLabelsThatItNames() throws Exception {
    somethingToMeasure();
    List<String> questions = questions();
    assertThat(questions).hasSizeGreaterThan(15);
    String token = tokens.issue("scraper", Set.of("metrics:read"));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              List<String> meters = meters(token);
              for (String question : questions) {
                Matcher series = SERIES.matcher(question);
                Set<String> labels = grouped(question);
                while (series.find()) {
                  Set<String> wanted = new HashSet<>(labels);
                  Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
                  while (label.find()) wanted.add(label.group(1));
                  assertThat(meters)
                      .as(question)
                      .anyMatch(line -> hasLabels(line, series.group(1), wanted));
                }
              }
            });
  }

  /** A ticket that comes in, is answered and solved, and one that stays open. */
  private void somethingToMeasure() {
    stories.writes("Ada Holm", "Is it still there?", "The red one.");
    TicketId ticket = desk.idOf(stories.writes("Kim Berg", "Blue or green?", "Which one?"));
    Agent amina = stories.agent("Amina Yusuf");
    desk.reply(ticket, amina, WriteReply.text("Blue."));
    desk.change(ticket, TicketChange.status(Status.RESOLVED), Actor.agent(amina));
  }

  private static List<String> questions() throws IOException {
    JsonNode dashboard =
        JsonMapper.shared()
            .readTree(Files.readString(ROOT.resolve("ops/grafana/dashboards/helpdesk.json")));
    List<String> questions = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels"))
      for (JsonNode target : panel.path("targets")) questions.add(target.path("expr").asString());
    return questions;
  }

  private static Set<String> grouped(String question) {
    Set<String> labels = new HashSet<>();
    Matcher by = GROUPED.matcher(question);
    while (by.find()) labels.addAll(List.of(by.group(1).split(",\\s*")));
    return labels;
  }

  private static boolean hasLabels(String line, String meter, Set<String> labels) {
    return line.startsWith(meter + (line.contains("{") ? "{" : " "))
        && labels.stream().allMatch(label -> line.matches(".*[{,]" + label + "=\".*"));
  }

  private List<String> meters(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .toList();
  }

  @Test
  void composeMountsOnlyFilesThatAreThereAndNamesItsServicesRight() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose = yaml("docker-compose.yml");
    Map<String, Map<String, Object>> services = compose.get("services");

    assertThat(services).containsKeys("app", "postgres", "mailpit", "prometheus", "grafana");
    for (Map<String, Object> service : services.values())
      for (Object volume : (List<?>) service.getOrDefault("volumes", List.of()))
        if (volume.toString().startsWith("./"))
          assertThat(ROOT.resolve(volume.toString().split(":")[0])).exists();

    Map<?, ?> environment = (Map<?, ?>) services.get("app").get("environment");
    assertThat(environment.get("SPRING_DATASOURCE_URL").toString())
        .contains("//postgres:5432/helpdesk");
    assertThat(environment.get("HELPDESK_SMTP_HOST")).isEqualTo("mailpit");
  }

  @Test
  void prometheusAndGrafanaAskWhereTheirSourcesAre() throws IOException {
    Map<String, List<Map<String, Object>>> prometheus = yaml("ops/prometheus/prometheus.yml");
    Map<String, Object> job = prometheus.get("scrape_configs").get(0);
    assertThat(job).containsEntry("metrics_path", "/actuator/prometheus");
    assertThat(job.get("static_configs").toString()).contains("app:8080");

    Map<String, List<Map<String, Object>>> sources =
        yaml("ops/grafana/provisioning/datasources/prometheus.yml");
    Object uid = sources.get("datasources").get(0).get("uid");
    JsonNode dashboard =
        JsonMapper.shared()
            .readTree(Files.readString(ROOT.resolve("ops/grafana/dashboards/helpdesk.json")));
    assertThat(dashboard.path("panels")).isNotEmpty();
    for (JsonNode panel : dashboard.path("panels"))
      assertThat(panel.path("datasource").path("uid").asString(uid.toString())).isEqualTo(uid);
  }

  private static <T> T yaml(String file) throws IOException {
    try (InputStream in = Files.newInputStream(ROOT.resolve(file))) {
      return new Yaml().load(in);
    }
  }
}
