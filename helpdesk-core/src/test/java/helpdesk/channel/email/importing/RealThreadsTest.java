package helpdesk.channel.email.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import helpdesk.channel.MailImports;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesktest.DatabaseTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real lists with their threads as somebody else has computed them. */
@DatabaseTest
@TestPropertySource(properties = "helpdesk.workers=true")
class RealThreadsTest {
  private static final Logger log = LoggerFactory.getLogger(RealThreadsTest.class);
  @Autowired MailImports imports;
  @Autowired Intake intake;
  @Autowired JsonMapper json;

  @ParameterizedTest
  @ValueSource(strings = {"rpm-zzzlist", "exmh-users", "exmh-workers"})
  void aListFallsIntoTheThreadsOfItsReference(String name) throws Exception {
    Path lists = data("mailinglist-threads");
    List<Path> files = ImportedMail.filesOf(lists.resolve(name));
    ImportedMail first = ImportedMail.of(imports, files);
    log.info("{}: {}", name, first.line());

    assertThat(first.changed()).isEqualTo(first.job().total()).isEqualTo(files.size());
    JsonNode reference = json.readTree(Files.readString(lists.resolve(name + ".threads.json")));
    Map<String, Long> tickets = ticketsByFile(first, files);
    assertThat(tickets).hasSize(files.size());
    assertThat(differences(reference, tickets)).isEmpty();
    assertThat(new HashSet<>(tickets.values())).hasSize(reference.get("threads").asInt());

    ImportedMail second = ImportedMail.of(imports, files);
    assertThat(second.changed()).isZero();
    assertThat(second.count("known")).isEqualTo(files.size());
  }

  private Map<String, Long> ticketsByFile(ImportedMail mail, List<Path> files) {
    List<InboundView> messages = intake.ofJob(mail.job().id(), null, files.size());
    Map<String, Long> tickets = new HashMap<>();
    for (int n = 0; n < messages.size(); n++) {
      InboundView message = messages.get(n);
      String file = files.get(n).getFileName().toString();
      if (message.ticket() == null) log.info("{} {}: {}", file, message.state(), message.reason());
      else tickets.put(file, message.ticket());
    }
    return tickets;
  }

  /** Threads that are split over tickets, and tickets that hold several threads. */
  private static List<String> differences(JsonNode reference, Map<String, Long> tickets) {
    List<String> found = new java.util.ArrayList<>();
    Map<Long, Set<Integer>> threadsOf = new TreeMap<>();
    int n = 0;
    for (JsonNode thread : reference.get("members")) {
      n++;
      Map<Long, List<String>> parts =
          StreamSupport.stream(thread.spliterator(), false)
              .map(JsonNode::asString)
              .filter(tickets::containsKey)
              .collect(Collectors.groupingBy(tickets::get));
      for (Long ticket : parts.keySet()) {
        threadsOf.computeIfAbsent(ticket, t -> new HashSet<>()).add(n);
      }
      if (parts.size() > 1) found.add("split " + parts);
    }
    threadsOf.forEach(
        (ticket, threads) -> {
          if (threads.size() > 1) found.add("joined in ticket " + ticket + " threads " + threads);
        });
    return found;
  }

  private static Path data(String set) {
    String shared = System.getenv("HELPDESK_SHARED");
    Path root = Path.of(shared == null ? "../../shared" : shared, "data", set);
    assumeThat(root).as("real threads to compare with").exists();
    return root;
  }
}
