package helpdesk.sample;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.tag.Tag;
import helpdesk.tag.Tags;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds or makes the people and tags of the sample, all marked as such. */
@Component
class SampleCasting {
  private static final String AGENTS_AT = "harbourlane.example";
  private static final List<String> LANGUAGES = List.of("en", "es", "sv");
  private static final double[] LANGUAGE_WEIGHTS = {.4, .35, .25};
  private final Agents agents;
  private final Teams teams;
  private final Contacts contacts;
  private final Tags tags;
  private final JdbcClient jdbc;

  SampleCasting(Agents agents, Teams teams, Contacts contacts, Tags tags, JdbcClient jdbc) {
    this.agents = agents;
    this.teams = teams;
    this.contacts = contacts;
    this.tags = tags;
    this.jdbc = jdbc;
  }

  @Transactional
  SampleCast cast(SampleTexts texts, int customers, Random random) {
    Map<String, TeamId> teamIds = new HashMap<>();
    teams.all().forEach(team -> teamIds.put(team.name(), team.id()));
    for (List<String> agent : texts.agents()) {
      teamIds.computeIfAbsent(agent.get(1), name -> teams.create(name).id());
    }
    for (SampleTexts.Topic topic : texts.topics()) {
      tags.ensure(topic.what(), Tag.Kind.WHAT);
      tags.ensure(topic.why(), Tag.Kind.WHY);
    }
    return new SampleCast(agents(texts, teamIds), teamIds, customers(texts, customers, random));
  }

  private List<Agent> agents(SampleTexts texts, Map<String, TeamId> teamIds) {
    List<AgentId> ids = new ArrayList<>();
    for (List<String> each : texts.agents()) {
      EmailAddress address = new EmailAddress(plain(each.get(0)) + "@" + AGENTS_AT);
      Agent agent =
          agents
              .byEmail(address)
              .orElseGet(() -> agents.create(address, each.get(0), Role.AGENT, null));
      agents.join(agent.id(), teamIds.get(each.get(1)));
      ids.add(agent.id());
    }
    mark("agent", ids.stream().map(AgentId::value).toList());
    return ids.stream().map(agents::byId).toList();
  }

  private List<SampleCast.Customer> customers(SampleTexts texts, int count, Random random) {
    List<SampleCast.Customer> made = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      String language = LANGUAGES.get(Arrivals.pick(LANGUAGE_WEIGHTS, random));
      List<String> people = Objects.requireNonNull(texts.people().get(language));
      String name = people.get(random.nextInt(people.size()));
      EmailAddress address = new EmailAddress(plain(name) + "." + (n + 1) + "@post.example");
      ContactId id = contacts.findOrCreate(address, name, Locale.forLanguageTag(language));
      List<String> products = Objects.requireNonNull(texts.products().get(language));
      made.add(new SampleCast.Customer(id, new Party(name, address), language, products));
    }
    mark("contact", made.stream().map(c -> c.id().value()).toList());
    return made;
  }

  private void mark(String table, List<Long> ids) {
    jdbc.sql("UPDATE " + table + " SET sample = true WHERE id = ANY(:ids)")
        .param("ids", ids.toArray(new Long[0]))
        .update();
  }

  private static String plain(String name) {
    String ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".");
  }
}
