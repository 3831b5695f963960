package helpdesk.web.dashboard;

import helpdesk.agent.Agents;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.breach.Breach;
import helpdesk.metrics.breach.BreachKey;
import helpdesk.metrics.breach.Breaches;
import helpdesk.metrics.breach.Cause;
import helpdesk.metrics.breach.Causes;
import helpdesk.metrics.breach.Finding;
import helpdesk.shared.DomainException;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.TicketId;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The promises that were broken, where their time went, and why. */
@Controller
class BreachController {
  private static final String PATH = "/dashboard/breaches";
  private static final String WITHOUT = "none";
  private static final int PAGE = 25;
  private static final int FILE_PART = 500;
  private final Breaches breaches;
  private final Causes causes;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  BreachController(
      Breaches breaches, Causes causes, Agents agents, Inquiry inquiry, MessageSource messages) {
    this.breaches = breaches;
    this.causes = causes;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  /**
   * How many breaches have a cause.
   *
   * @param href the list of these alone, or of all if they are shown alone
   */
  public record Summed(String label, long n, double percent, String href, boolean chosen) {}

  @GetMapping(PATH)
  String list(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.FOUR_WEEKS);
    Words words = inquiry.words(locale);
    Map<String, String> kept = new LinkedHashMap<>();
    Breaches.Wish wish = wish(question, parameters.getFirst("cause"));
    String chosen = wish.unexplained() ? WITHOUT : Objects.toString(wish.cause(), "");
    if (!chosen.isEmpty()) kept.put("cause", chosen);
    FilterBar filter =
        new FilterBar(PATH, question, words, inquiry.known(shell.teams(), agents.active()), kept);
    if (Inquiry.untidy(parameters)) return "redirect:" + filter.here();
    Breaches.Position behind = position(parameters.getFirst("behind"));
    Breaches.Part part = breaches.list(wish, behind, PAGE);
    Map<Long, String> names = names(words);
    Instant now = question.asked().asOf();
    model.addAttribute("filter", filter);
    model.addAttribute("here", filter.here());
    model.addAttribute("score", new ScoreView(question, words, Map.of()));
    model.addAttribute(
        "breaches", part.breaches().stream().map(b -> BreachView.of(b, now, words)).toList());
    model.addAttribute("names", names);
    model.addAttribute("choices", causes.all().stream().filter(Cause::active).toList());
    model.addAttribute("summary", summary(wish, chosen, names, filter, words));
    model.addAttribute("csv", filter.here().replace(PATH, PATH + ".csv"));
    model.addAttribute("first", behind == null);
    model.addAttribute("next", next(filter, part.next()));
    return "dashboard/breaches";
  }

  /** What the list shows, whole, as a file. */
  @GetMapping(PATH + ".csv")
  void file(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.FOUR_WEEKS);
    Breaches.Wish wish = wish(question, parameters.getFirst("cause"));
    Map<Long, String> names = names(inquiry.words(locale));
    String name = "breaches_" + question.first() + "_" + question.last() + ".csv";
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    try (Tables out = Tables.csv(response.getOutputStream())) {
      out.table("breaches");
      out.row(
          "ticket",
          "subject",
          "target",
          "policy",
          "started_at",
          "broken_at",
          "fulfilled_at",
          "late_s",
          "queue_s",
          "agent_s",
          "customer_s",
          "third_party_s",
          "cause",
          "note",
          "found_by",
          "found_at");
      Breaches.Position behind = null;
      do {
        Breaches.Part part = breaches.list(wish, behind, FILE_PART);
        for (Breach b : part.breaches()) out.row(cells(b, question.asked().asOf(), names));
        behind = part.next();
      } while (behind != null);
    }
  }

  private static @Nullable Object[] cells(Breach b, Instant now, Map<Long, String> names) {
    Finding found = b.finding();
    var late = b.late(now);
    return new @Nullable Object[] {
      b.number(),
      b.subject(),
      b.key().target().key(),
      b.policy(),
      b.key().startedAt().toString(),
      b.brokenAt().toString(),
      b.fulfilledAt() == null ? null : b.fulfilledAt().toString(),
      late == null ? null : late.toSeconds(),
      b.spent().queue().toSeconds(),
      b.spent().agent().toSeconds(),
      b.spent().customer().toSeconds(),
      b.spent().thirdParty().toSeconds(),
      found == null ? null : names.get(found.cause()),
      found == null ? null : found.note(),
      found == null ? null : found.by(),
      found == null ? null : found.at().toString()
    };
  }

  /** Keeps what was found to be the cause of one breach, and shows the same list again. */
  @PostMapping(PATH)
  String find(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam TicketId ticket,
      @RequestParam String target,
      @RequestParam Instant started,
      @RequestParam(required = false) @Nullable Long cause,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String asked,
      Locale locale) {
    DashboardController.refuseAgents(me, messages, locale);
    causes.find(new BreachKey(ticket, target(target), started), cause, note, me.id());
    UriComponentsBuilder back =
        UriComponentsBuilder.fromUriString(Address.parse(query(asked)).at(PATH));
    String only =
        UriComponentsBuilder.fromUriString("?" + query(asked))
            .build()
            .getQueryParams()
            .getFirst("cause");
    if (only != null && only.matches("none|[0-9]{1,18}")) back.queryParam("cause", only);
    return "redirect:" + back.build().toUriString();
  }

  private List<Summed> summary(
      Breaches.Wish wish, String chosen, Map<Long, String> names, FilterBar filter, Words words) {
    List<Breaches.Count> counts = breaches.byCause(wish);
    long all = counts.stream().mapToLong(Breaches.Count::n).sum();
    return counts.stream()
        .map(
            count -> {
              String word = count.cause() == null ? WITHOUT : count.cause().toString();
              boolean only = word.equals(chosen);
              String label =
                  count.cause() == null
                      ? words.say("breach.without")
                      : names.getOrDefault(count.cause(), "–");
              return new Summed(
                  label,
                  count.n(),
                  100.0 * count.n() / all,
                  filter.with("cause", only ? "" : word),
                  only);
            })
        .toList();
  }

  private Map<Long, String> names(Words words) {
    Map<Long, String> names = new HashMap<>();
    for (Cause cause : causes.all())
      names.put(
          cause.id(),
          cause.name() == null ? words.say("breach.cause." + cause.word()) : cause.name());
    return names;
  }

  private static Breaches.Wish wish(Question question, @Nullable String cause) {
    if (cause == null || cause.isBlank()) return new Breaches.Wish(question.asked(), null, false);
    if (cause.equals(WITHOUT)) return new Breaches.Wish(question.asked(), null, true);
    if (!cause.matches("[0-9]{1,18}")) throw unknown();
    return new Breaches.Wish(question.asked(), Long.valueOf(cause), false);
  }

  private static String query(String address) {
    int mark = address.indexOf('?');
    return mark < 0 ? "" : address.substring(mark + 1);
  }

  private static SlaTarget target(String word) {
    try {
      return SlaTarget.of(word);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Breaches.@Nullable Position position(@Nullable String text) {
    if (text == null) return null;
    String[] parts = text.split(",", -1);
    try {
      if (parts.length != 4) throw unknown();
      return new Breaches.Position(
          Instant.parse(parts[0]),
          Long.parseLong(parts[1]),
          Integer.parseInt(parts[2]),
          Integer.parseInt(parts[3]));
    } catch (DateTimeException | NumberFormatException e) {
      throw unknown();
    }
  }

  private static @Nullable String next(FilterBar filter, Breaches.@Nullable Position last) {
    if (last == null) return null;
    return filter.with(
        "behind", last.at() + "," + last.ticket() + "," + last.measure() + "," + last.n());
  }

  private static DomainException unknown() {
    return new DomainException(
        DomainException.Kind.INVALID, "This address asks for something that does not exist.");
  }
}
