package helpdesk.web.admin;

import helpdesk.agent.TeamId;
import helpdesk.channel.ChannelSettings;
import helpdesk.channel.ClosedReply;
import helpdesk.shared.DomainException;
import helpdesk.tag.Tags;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a mailbox's channel as they are typed in.
 *
 * @param defaultTags separated by commas
 * @param promise a whole number of {@code promiseUnit}, empty if nothing is promised
 */
record ChannelSettingsForm(
    @Nullable String displayName,
    @Nullable String language,
    @Nullable Long team,
    @Nullable String openThreads,
    @Nullable String active,
    @Nullable String signature,
    @Nullable String ratingLinks,
    @Nullable String defaultTags,
    @Nullable Long calendar,
    @Nullable String acknowledge,
    @Nullable String promise,
    @Nullable String promiseUnit,
    @Nullable String closedReply) {
  static final String ON = "on";
  private static final int LONGEST_SIGNATURE = 2_000;
  private static final Duration LONGEST_PROMISE = Duration.ofHours(1_000);
  private static final String MINUTES = "minutes";

  /** What a new mailbox promises unless told otherwise: the target of a first answer. */
  static final Duration FIRST_REPLY = Duration.ofHours(6);

  private static final String HOURS = "hours";

  static ChannelSettingsForm empty() {
    return new ChannelSettingsForm(
        null,
        null,
        null,
        null,
        ON,
        null,
        null,
        null,
        null,
        null,
        "" + FIRST_REPLY.toHours(),
        HOURS,
        "follow_up");
  }

  static ChannelSettingsForm of(ChannelSettings settings) {
    Duration promise = settings.promise();
    boolean inHours = promise == null || promise.toMinutes() % 60 == 0;
    return new ChannelSettingsForm(
        settings.displayName(),
        settings.language() == null ? null : settings.language().getLanguage(),
        settings.team() == null ? null : settings.team().value(),
        ticked(settings.openThreads()),
        ticked(settings.active()),
        settings.signature(),
        ticked(settings.ratingLinks()),
        String.join(", ", settings.defaultTags()),
        settings.calendar(),
        ticked(settings.acknowledge()),
        promise == null ? null : "" + (inHours ? promise.toHours() : promise.toMinutes()),
        inHours ? HOURS : MINUTES,
        settings.closedReply().key());
  }

  /** What cannot be accepted: field to message key. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (signature != null && signature.length() > LONGEST_SIGNATURE) {
      problems.put("signature", "admin.problem.signature");
    }
    if (Typed.given(promise) != null && promised() == null) {
      problems.put("promise", "admin.problem.promise");
    }
    try {
      tags().forEach(Tags::plain);
    } catch (DomainException e) {
      problems.put("defaultTags", "admin.problem.tags");
    }
    return problems;
  }

  /** What was typed in, once there are no {@link #problems}. */
  ChannelSettings settings() {
    return new ChannelSettings(
        shownName(),
        locale(),
        team == null ? null : new TeamId(team),
        openThreads != null,
        active != null,
        Typed.given(signature),
        ratingLinks != null,
        tags(),
        calendar,
        acknowledge != null,
        promised(),
        closedReply == null ? ClosedReply.FOLLOW_UP : ClosedReply.of(closedReply));
  }

  @Nullable String shownName() {
    return Typed.given(displayName);
  }

  @Nullable Locale locale() {
    String tag = Typed.given(language);
    return tag == null ? null : Locale.forLanguageTag(tag);
  }

  private List<String> tags() {
    if (defaultTags == null) return List.of();
    return Arrays.stream(defaultTags.split(",", -1))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private @Nullable Duration promised() {
    String text = Typed.given(promise);
    try {
      long amount = text == null ? 0 : Long.parseLong(text);
      if (amount < 1 || amount > LONGEST_PROMISE.toMinutes()) return null;
      Duration said =
          MINUTES.equals(promiseUnit) ? Duration.ofMinutes(amount) : Duration.ofHours(amount);
      return said.compareTo(LONGEST_PROMISE) > 0 ? null : said;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String ticked(boolean on) {
    return on ? ON : null;
  }
}
