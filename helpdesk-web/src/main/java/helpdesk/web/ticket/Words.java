package helpdesk.web.ticket;

import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.util.function.Function;

/** Reads the words of forms; one that is none of ours is refused in words. */
final class Words {
  private Words() {}

  static Status status(String word) {
    return read(word, Status::of);
  }

  static Priority priority(String word) {
    return read(word, Priority::of);
  }

  static ChannelKind channel(String word) {
    return read(word, ChannelKind::of);
  }

  static long id(String word) {
    return read(word, Long::parseLong);
  }

  private static <T> T read(String word, Function<String, T> reader) {
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      throw new DomainException(
          DomainException.Kind.INVALID, "This is nothing that can be chosen here.");
    }
  }
}
