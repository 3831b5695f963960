package helpdesk.agent;

import java.io.Serializable;

/** Names one agent. */
public record AgentId(long value) implements Serializable {
  /** Reads an id from a path or a form. */
  public static AgentId valueOf(String text) {
    return new AgentId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
