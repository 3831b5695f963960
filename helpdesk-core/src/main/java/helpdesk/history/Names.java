package helpdesk.history;

import java.util.function.Consumer;

/** Whom and what the names of another desk stand for here. */
interface Names {
  /** The id of an agent, who is named by address or as they are called there. */
  long agent(String name);

  /** The id of a team. */
  long team(String name);

  /** The id of a ticket of the same source, which may be still to come. */
  long ticket(String externalId);

  /** Names that stand for nothing: enough to see whether a line can be read, and what it names. */
  static Names unknown(Consumer<String> tickets) {
    return new Names() {
      @Override
      public long agent(String name) {
        return 0;
      }

      @Override
      public long team(String name) {
        return 0;
      }

      @Override
      public long ticket(String externalId) {
        tickets.accept(externalId);
        return 0;
      }
    };
  }
}
