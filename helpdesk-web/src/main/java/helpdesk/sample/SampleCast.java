package helpdesk.sample;

import helpdesk.agent.Agent;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.Party;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who plays in the sample: agents with their pace and team, and customers. */
record SampleCast(List<Agent> agents, Map<String, TeamId> teams, List<Customer> customers) {
  private static final double[] PACE = {0.7, 0.9, 1.0, 1.1, 1.3, 1.7};

  /** A customer and the products they may have bought, in their language. */
  record Customer(ContactId id, Party party, String language, List<String> products) {
    String oneOfProducts(Random random) {
      return products.get(random.nextInt(products.size()));
    }
  }

  Customer customer(Random random) {
    // some write often: the square makes the first ones of the list more frequent
    double pick = random.nextDouble();
    return customers.get((int) (pick * pick * customers.size()));
  }

  @Nullable TeamId team(SampleTexts.Topic topic) {
    return teams.get(teamName(topic));
  }

  Agent agent(SampleTexts.Topic topic, Random random) {
    TeamId team = team(topic);
    List<Agent> able = agents.stream().filter(a -> Objects.equals(a.team(), team)).toList();
    List<Agent> choice = able.isEmpty() || random.nextInt(100) < 15 ? agents : able;
    return choice.get(random.nextInt(choice.size()));
  }

  /** How slow an agent is, 1 for the usual. */
  double pace(Agent agent) {
    return PACE[agents.indexOf(agent) % PACE.length];
  }

  static String teamName(SampleTexts.Topic topic) {
    return switch (topic.what()) {
      case "delivery", "address-change", "wrong-item" -> "Orders and delivery";
      case "product-advice" -> "Product advice";
      default -> "Returns and refunds";
    };
  }
}
