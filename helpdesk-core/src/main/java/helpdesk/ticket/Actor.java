package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.contact.ContactId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param id the agent or the contact, null for the others
 * @param name as shown in the story, null where there is none to show
 */
public record Actor(Type type, @Nullable Long id, @Nullable String name) {
  /** The desk itself: rules, timers, the mail loop. */
  public static final Actor SYSTEM = new Actor(Type.SYSTEM, null, null);

  /** Kinds of actor; only an agent can answer (docs/metrics.md, A.2). */
  public enum Type {
    CUSTOMER,
    AGENT,
    BOT,
    SYSTEM,
    THIRD_PARTY;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such type
     */
    public static Type of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** An agent. */
  public static Actor agent(Agent agent) {
    return new Actor(Type.AGENT, agent.id().value(), agent.name());
  }

  /** A customer. */
  public static Actor customer(ContactId id, @Nullable String name) {
    return new Actor(Type.CUSTOMER, id.value(), name);
  }
}
