package helpdesk.web.shell;

import helpdesk.agent.Agent;
import helpdesk.agent.Role;
import helpdesk.agent.Team;
import helpdesk.notice.Notices;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.QueueCounts;
import helpdesk.ticket.Status;
import helpdesk.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** What the frame around a page shows. Each thing is read only if the page draws it, and once. */
public final class Shell {
  /** How long a customer may wait for a first answer before the desk shows it in red. */
  public static final Duration PATIENCE = Duration.ofHours(6);

  private static final Duration HURRY = Duration.ofHours(1);
  private final Supplier<String> icons;
  private final Supplier<Agent> me;
  private final Supplier<Workspace> workspace;
  private final Supplier<QueueCounts> counts;
  private final Supplier<List<Team>> teams;
  private final Supplier<Integer> alarms;
  private final Supplier<Integer> notices;
  private final Supplier<Times> times;

  Shell(
      Supplier<String> icons,
      Supplier<Agent> me,
      Supplier<Workspace> workspace,
      Supplier<QueueCounts> counts,
      Supplier<List<Team>> teams,
      Supplier<Integer> alarms,
      Supplier<Integer> notices,
      Locale locale,
      Clock clock) {
    this.icons = SingletonSupplier.of(icons);
    this.me = SingletonSupplier.of(me);
    this.workspace = SingletonSupplier.of(workspace);
    this.counts = SingletonSupplier.of(counts);
    this.teams = SingletonSupplier.of(teams);
    this.alarms = SingletonSupplier.of(alarms);
    this.notices = SingletonSupplier.of(notices);
    this.times = SingletonSupplier.of(() -> new Times(workspace().zone(), locale, clock.instant()));
  }

  /** The address of the icon sprite; {@code #name} chooses one. */
  public String icons() {
    return icons.get();
  }

  /** Who is signed in, as they are now. */
  public Agent me() {
    return me.get();
  }

  /** The company. */
  public Workspace workspace() {
    return workspace.get();
  }

  /** How many tickets are behind each view. */
  public QueueCounts counts() {
    return counts.get();
  }

  /** The teams by name. */
  public List<Team> teams() {
    return teams.get();
  }

  /** How many mailboxes need somebody; 0 for those who cannot help. */
  public int alarms() {
    return me().role() == Role.AGENT ? 0 : alarms.get();
  }

  /** How many notices they have not seen; those beyond a hundred are not counted. */
  public int notices() {
    return notices.get();
  }

  /** The same as it stands beside the bell. */
  public String unread() {
    return notices() > Notices.MANY ? Notices.MANY + "+" : Integer.toString(notices());
  }

  /** Says when something was, in the workspace's zone and the reader's language. */
  public Times times() {
    return times.get();
  }

  /** Two letters for somebody without a picture. */
  public String initials(String name) {
    return Faces.initials(name);
  }

  /** The tint behind these letters, t1 to t5. */
  public String tint(String name) {
    return Faces.tint(name);
  }

  /** The symbol of a status. */
  public String icon(Status status) {
    return switch (status) {
      case NEW -> "circle-dot";
      case OPEN -> "circle-half-2";
      case PENDING -> "hourglass";
      case ON_HOLD -> "player-pause";
      case RESOLVED -> "circle-check";
      case CLOSED -> "lock";
    };
  }

  /** The colour of a status; none is grey. */
  public String colour(Status status) {
    return switch (status) {
      case NEW, OPEN -> "blue";
      case PENDING -> "violet";
      case RESOLVED -> "green";
      case ON_HOLD, CLOSED -> "";
    };
  }

  /** The symbol of a channel. */
  public String icon(ChannelKind channel) {
    return switch (channel) {
      case EMAIL -> "mail";
      case WEBFORM -> "world";
      case CHAT, SMS -> "message-circle";
      case PHONE -> "phone";
      case SOCIAL -> "at";
      case IN_PERSON -> "user";
      case API -> "bolt";
    };
  }

  /** How a wait since then is shown: ok, soon in its last hour, over. */
  public String waiting(Instant since) {
    if (times().olderThan(since, PATIENCE)) return "over";
    return times().olderThan(since, PATIENCE.minus(HURRY)) ? "soon" : "ok";
  }
}
