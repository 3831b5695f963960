package helpdesk.channel;

import helpdesk.agent.TeamId;
import helpdesk.tag.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What administrators set about a channel. Changed by {@link #change()}.
 *
 * @param displayName what customers see as the sender
 * @param language the language of its tickets, null if not fixed
 * @param team where its tickets go first
 * @param openThreads whether strangers may answer into its conversations, as mailing lists want
 * @param active whether it is fetched and sent from
 * @param signature the foot of its answers, plain text; may name {@code {agent}} and {@code
 *     {mailbox}}
 * @param ratingLinks whether its answers ask in their foot how they were
 * @param defaultTags the tags that its new tickets get
 * @param calendar the id of the calendar with its hours, null for the desk's
 * @param acknowledge whether a new ticket is acknowledged
 * @param promise when a first answer is promised, in business time; null if nothing is
 * @param closedReply what becomes of a reply to a closed ticket
 */
public record ChannelSettings(
    @Nullable String displayName,
    @Nullable Locale language,
    @Nullable TeamId team,
    boolean openThreads,
    boolean active,
    @Nullable String signature,
    boolean ratingLinks,
    List<String> defaultTags,
    @Nullable Long calendar,
    boolean acknowledge,
    @Nullable Duration promise,
    ClosedReply closedReply) {

  /**
   * @throws helpdesk.shared.DomainException (invalid) if a tag cannot be one
   * @throws IllegalArgumentException if the promise is shorter than a minute
   */
  public ChannelSettings {
    if (displayName != null && displayName.isBlank()) displayName = null;
    if (signature != null && signature.isBlank()) signature = null;
    defaultTags = defaultTags.stream().map(Tags::plain).distinct().toList();
    if (promise != null && promise.toMinutes() < 1) {
      throw new IllegalArgumentException("A promise is at least a minute");
    }
  }

  /** Its values, to be changed one by one. */
  public Change change() {
    return new Change(this);
  }

  /** Settings on their way to others. */
  public static final class Change {
    private @Nullable String displayName;
    private @Nullable Locale language;
    private @Nullable TeamId team;
    private boolean openThreads;
    private boolean active;
    private @Nullable String signature;
    private boolean ratingLinks;
    private List<String> defaultTags;
    private @Nullable Long calendar;
    private boolean acknowledge;
    private @Nullable Duration promise;
    private ClosedReply closedReply;

    private Change(ChannelSettings from) {
      displayName = from.displayName;
      language = from.language;
      team = from.team;
      openThreads = from.openThreads;
      active = from.active;
      signature = from.signature;
      ratingLinks = from.ratingLinks;
      defaultTags = from.defaultTags;
      calendar = from.calendar;
      acknowledge = from.acknowledge;
      promise = from.promise;
      closedReply = from.closedReply;
    }

    public Change displayName(@Nullable String name) {
      displayName = name;
      return this;
    }

    public Change language(@Nullable Locale spoken) {
      language = spoken;
      return this;
    }

    public Change team(@Nullable TeamId first) {
      team = first;
      return this;
    }

    public Change openThreads(boolean open) {
      openThreads = open;
      return this;
    }

    public Change active(boolean on) {
      active = on;
      return this;
    }

    public Change signature(@Nullable String text) {
      signature = text;
      return this;
    }

    public Change ratingLinks(boolean shown) {
      ratingLinks = shown;
      return this;
    }

    public Change defaultTags(List<String> names) {
      defaultTags = names;
      return this;
    }

    public Change calendar(@Nullable Long id) {
      calendar = id;
      return this;
    }

    public Change acknowledge(boolean on) {
      acknowledge = on;
      return this;
    }

    public Change promise(@Nullable Duration businessTime) {
      promise = businessTime;
      return this;
    }

    public Change closedReply(ClosedReply what) {
      closedReply = what;
      return this;
    }

    /** The settings as they are now. */
    public ChannelSettings done() {
      return new ChannelSettings(
          displayName,
          language,
          team,
          openThreads,
          active,
          signature,
          ratingLinks,
          defaultTags,
          calendar,
          acknowledge,
          promise,
          closedReply);
    }
  }
}
