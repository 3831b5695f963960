package helpdesk.metrics.ask;

import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads what an address asks. A word that means nothing is never passed over: the figures would
 * then be of something else than who reads them believes.
 *
 * <p>{@code period} is a name of {@link NamedPeriod}. Without one, {@code from} is the first date,
 * and {@code until} the last or {@code to} the first one behind it; each may be an instant. Teams
 * and organisations go by id or name, agents and customers by id or e-mail address.
 */
@Service
public class Questions {
  /** The word of a form for a period that its dates give. */
  public static final String OWN_DATES = "dates";

  private static final int USUAL_DAYS = 28;
  private static final int MOST_DAYS = 3_700;
  private static final int LONGEST = 400;
  private static final String DIGITS = "[0-9]{1,18}";
  private final Agents agents;
  private final Teams teams;
  private final Contacts contacts;

  Questions(Agents agents, Teams teams, Contacts contacts) {
    this.agents = agents;
    this.teams = teams;
    this.contacts = contacts;
  }

  /**
   * @param usual the period where none is asked for
   * @throws BadWord if a word of it means nothing
   */
  public Question read(Address address, NamedPeriod usual, ZoneId zone, Instant now) {
    return new Reading(address, zone, now).question(usual);
  }

  private final class Reading {
    final Address address;
    final ZoneId zone;
    final Instant now;
    final LocalDate today;

    Reading(Address address, ZoneId zone, Instant now) {
      this.address = address;
      this.zone = zone;
      this.now = now;
      this.today = now.atZone(zone).toLocalDate();
    }

    Question question(NamedPeriod usual) {
      NamedPeriod named = named(usual);
      Window window =
          named == null
              ? dates()
              : Window.ofDates(named.first(today), named.last(today).plusDays(1), zone);
      Compare compare = word("compare", w -> Compare.of(w).orElseThrow(this::none));
      Clockwork clock = word("clock", Clockwork::of);
      Asked asked =
          new Asked(
              window,
              now,
              clock == null ? Clockwork.CALENDAR : clock,
              filter(),
              word("above", Reading::number),
              word("up_to", Reading::number));
      Address kept =
          named == null ? address.without("period") : address.without("from", "until", "to");
      return new Question(kept, named, compare == null ? Compare.PREVIOUS : compare, asked, zone);
    }

    /** Null where the period is given by dates. */
    private @Nullable NamedPeriod named(NamedPeriod usual) {
      String word = address.text("period");
      if (word.isEmpty() || word.equals(OWN_DATES))
        return given("from", "until", "to") ? null : usual;
      return word("period", w -> NamedPeriod.of(w).orElseThrow(this::none));
    }

    private boolean given(String... names) {
      return Arrays.stream(names).anyMatch(name -> address.get(name).isPresent());
    }

    private Window dates() {
      Instant behind = word("until", text -> instant(text, 1));
      if (behind == null) behind = word("to", text -> instant(text, 0));
      Instant to = behind == null ? Window.midnight(today.plusDays(1), zone) : behind;
      Instant first = word("from", text -> instant(text, 0));
      Instant from = first == null ? to.atZone(zone).minusDays(USUAL_DAYS).toInstant() : first;
      String last =
          address.get("until").isPresent()
              ? "until"
              : address.get("to").isPresent() ? "to" : "from";
      if (!from.isBefore(to)) throw new BadWord(address, last);
      if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) throw new BadWord(address, "from");
      return new Window(from, to);
    }

    private Instant instant(String text, int daysLater) {
      if (text.indexOf('T') > 0) {
        // a plus sign that was not encoded has become a space
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      }
      return Window.midnight(LocalDate.parse(text).plusDays(daysLater), zone);
    }

    private Filter filter() {
      return new Filter(
          word("channel", ChannelKind::of),
          word("team", this::team),
          word("agent", this::agent),
          word("priority", Priority::of),
          list("tag"),
          list("all_tags"),
          list("no_tags"),
          word("customer", this::customer),
          word("organisation", this::organisation),
          word("language", Reading::language),
          word("origin", Origin::of),
          word("policy", Function.identity()));
    }

    private TeamId team(String reference) {
      return teams.all().stream()
          .filter(t -> t.id().toString().equals(reference) || t.name().equalsIgnoreCase(reference))
          .findFirst()
          .orElseThrow(this::none)
          .id();
    }

    private AgentId agent(String reference) {
      if (reference.matches(DIGITS))
        return agents.find(new AgentId(Long.parseLong(reference))).orElseThrow(this::none).id();
      return agents.byEmail(new EmailAddress(reference)).orElseThrow(this::none).id();
    }

    private ContactId customer(String reference) {
      if (reference.matches(DIGITS)) return new ContactId(Long.parseLong(reference));
      return contacts.idOf(new EmailAddress(reference)).orElseThrow(this::none);
    }

    private Long organisation(String reference) {
      if (reference.matches(DIGITS)) return Long.valueOf(reference);
      return contacts.organisation(reference).orElseThrow(this::none).id();
    }

    private static String language(String text) {
      if (!text.matches("[a-z]{2,3}")) throw new IllegalArgumentException("No language");
      return text;
    }

    private static Double number(String text) {
      double value = Double.parseDouble(text);
      if (!Double.isFinite(value)) throw new IllegalArgumentException("No number");
      return value;
    }

    private List<String> list(String name) {
      return Optional.ofNullable(word(name, text -> Arrays.asList(text.split(",")))).stream()
          .flatMap(List::stream)
          .map(String::strip)
          .filter(tag -> !tag.isEmpty())
          .toList();
    }

    private <T> @Nullable T word(String name, Function<String, T> meaning) {
      String text = address.get(name).orElse(null);
      if (text == null) return null;
      if (text.length() > LONGEST || text.indexOf('\0') >= 0) throw new BadWord(address, name);
      try {
        return meaning.apply(text);
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new BadWord(address, name);
      }
    }

    private IllegalArgumentException none() {
      return new IllegalArgumentException("Nothing has that name");
    }
  }
}
