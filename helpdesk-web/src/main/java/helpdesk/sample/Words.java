package helpdesk.sample;

import helpdesk.agent.Agent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The words of one conversation, with its order, product and names filled in. */
final class Words {
  final SampleTexts.Dialogue dialogue;
  private final SampleCast.Customer customer;
  private final Agent agent;
  private final String order;
  private final String product;
  private final Random random;

  Words(SampleTexts.Topic topic, SampleCast.Customer customer, Agent agent, Random random) {
    this.dialogue = Objects.requireNonNull(topic.texts().get(customer.language()));
    this.customer = customer;
    this.agent = agent;
    this.order = "HL-" + (20000 + random.nextInt(9000));
    this.product = customer.oneOfProducts(random);
    this.random = random;
  }

  String say(String template) {
    String filled =
        template
            .replace("{order}", order)
            .replace("{product}", product)
            .replace("{name}", first(customer.party().display()))
            .replace("{agent}", first(agent.name()));
    return Character.toUpperCase(filled.charAt(0)) + filled.substring(1);
  }

  String text(Map<String, String> byLanguage) {
    return say(Objects.requireNonNull(byLanguage.get(customer.language())));
  }

  String oneOf(Map<String, List<String>> byLanguage) {
    List<String> choices = Objects.requireNonNull(byLanguage.get(customer.language()));
    return say(choices.get(random.nextInt(choices.size())));
  }

  private static String first(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }
}
