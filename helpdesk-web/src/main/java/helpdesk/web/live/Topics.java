package helpdesk.web.live;

import helpdesk.shared.DomainException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The topics that a page may listen to. They are hints without content, so any agent may. */
final class Topics {
  private static final int MOST = 40;
  private static final Pattern KNOWN =
      Pattern.compile("inbox|tiles|outbox|quarantine|(ticket|presence|job|notices)-[0-9]{1,18}");

  private Topics() {}

  /**
   * Reads what the address of a stream asks for, such as {@code inbox,ticket-17}.
   *
   * @throws DomainException (invalid) if it asks for nothing, for too much or for the unknown
   */
  static Set<String> read(String list) {
    Set<String> topics = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
    boolean known = topics.stream().allMatch(topic -> KNOWN.matcher(topic).matches());
    if (!known || topics.size() > MOST) {
      throw new DomainException(
          DomainException.Kind.INVALID, "These are not topics that a page can follow.");
    }
    return Set.copyOf(topics);
  }
}
