package helpdesk.web.shell;

import helpdesk.agent.Teams;
import helpdesk.channel.MailboxAlarms;
import helpdesk.notice.Notices;
import helpdesk.ticket.TicketQueue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Gives every page its {@link Shell}, as {@code shell}. */
@ControllerAdvice(annotations = Controller.class)
class ShellAdvice {
  private final RequestMemory memory;
  private final Teams teams;
  private final TicketQueue queue;
  private final MailboxAlarms alarms;
  private final Notices notices;
  private final ResourceUrlProvider resources;
  private final Clock clock;

  ShellAdvice(
      RequestMemory memory,
      Teams teams,
      TicketQueue queue,
      MailboxAlarms alarms,
      Notices notices,
      ResourceUrlProvider resources,
      Clock clock) {
    this.memory = memory;
    this.teams = teams;
    this.queue = queue;
    this.alarms = alarms;
    this.notices = notices;
    this.resources = resources;
    this.clock = clock;
  }

  @ModelAttribute("shell")
  Shell shell(
      @AuthenticationPrincipal @Nullable SignedInAgent me,
      HttpServletRequest request,
      Locale locale) {
    return new Shell(
        this::icons,
        () -> memory.agent(request, known(me).id()),
        () -> memory.workspace(request),
        () -> queue.counts(known(me).id()),
        teams::all,
        alarms::count,
        () -> notices.unread(known(me).id()),
        locale,
        clock);
  }

  private String icons() {
    String plain = "/assets/vendor/icons.svg";
    String hashed = resources.getForLookupPath(plain);
    return hashed == null ? plain : hashed;
  }

  private static SignedInAgent known(@Nullable SignedInAgent me) {
    if (me == null) throw new IllegalStateException("This page is for signed-in agents");
    return me;
  }
}
