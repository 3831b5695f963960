package helpdesk.ticket;

import java.util.List;

/**
 * Follows the log at its own pace and misses nothing: what it reads and where it stands are
 * committed together, and after a crash it goes on where it was. A bean of this type is run by the
 * desk. It sees each event once, in an order in which the events of one ticket never change places.
 */
public interface EventReader {
  /** The name under which its position is kept; a new name starts at the beginning of the log. */
  String name();

  /** Deals with the next events, in the transaction that also moves the position. */
  void read(List<LoggedEvent> events);
}
