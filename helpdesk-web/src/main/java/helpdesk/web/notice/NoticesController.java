package helpdesk.web.notice;

import helpdesk.notice.Notice;
import helpdesk.notice.NoticeKind;
import helpdesk.notice.Notices;
import helpdesk.web.shell.SignedInAgent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The notices of whoever is signed in. */
@Controller
@RequestMapping("/notices")
class NoticesController {
  private static final int PAGE = 50;
  private final Notices notices;

  NoticesController(Notices notices) {
    this.notices = notices;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable Long before,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    List<Notice> found = notices.page(me.id(), before, PAGE + 1);
    List<Notice> shown = found.subList(0, Math.min(PAGE, found.size()));
    model.addAttribute("notices", shown);
    model.addAttribute("newest", shown.isEmpty() ? 0 : shown.get(0).id());
    model.addAttribute("before", before);
    model.addAttribute("next", found.size() > PAGE ? shown.get(PAGE - 1).id() : null);
    if (htmx != null) return "notice/page :: list";
    model.addAttribute("kinds", NoticeKind.values());
    model.addAttribute("mailed", notices.mailed(me.id()));
    return "notice/page";
  }

  /**
   * The number beside the bell.
   *
   * @param here whether this page is open
   * @param top whether it is the bell in the bar of a phone
   */
  @GetMapping("/bell")
  String bell(
      @RequestParam(defaultValue = "false") boolean here,
      @RequestParam(defaultValue = "false") boolean top,
      Model model) {
    model.addAttribute("section", here ? "notices" : "");
    return top ? "layout :: bell-top" : "layout :: bell";
  }

  /**
   * They have seen them.
   *
   * @param upTo the newest that they have seen
   */
  @PostMapping("/read")
  String read(@RequestParam long upTo, @AuthenticationPrincipal SignedInAgent me) {
    notices.readAll(me.id(), upTo);
    return "redirect:/notices";
  }

  /** Which come by mail as well; what is not named does not. */
  @PostMapping("/mail")
  String mail(
      @RequestParam(required = false) NoticeKind @Nullable [] kind,
      @AuthenticationPrincipal SignedInAgent me) {
    Set<NoticeKind> wanted = EnumSet.noneOf(NoticeKind.class);
    if (kind != null) wanted.addAll(Arrays.asList(kind));
    notices.mail(me.id(), wanted);
    return "redirect:/notices?saved";
  }
}
