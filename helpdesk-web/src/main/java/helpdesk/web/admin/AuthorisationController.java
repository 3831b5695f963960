package helpdesk.web.admin;

import helpdesk.channel.MailAuthorisations;
import helpdesk.channel.MailNotAuthorised;
import helpdesk.shared.ChannelId;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * To the provider of a mailbox and back. Setting out is a plain link, because our content policy
 * lets no form lead out of the house; it changes nothing but that somebody is on the way.
 */
@Controller
@RequestMapping("/admin/mailboxes")
class AuthorisationController {
  private static final String RESULT = "authorisation";
  private final MailAuthorisations authorisations;
  private final Audit audit;

  AuthorisationController(MailAuthorisations authorisations, Audit audit) {
    this.authorisations = authorisations;
    this.audit = audit;
  }

  /** Where providers send people back to, as it must be registered there. */
  static URI back() {
    return ServletUriComponentsBuilder.fromCurrentContextPath()
        .path("/admin/mailboxes/authorised")
        .build()
        .toUri();
  }

  @GetMapping("/{id}/authorise")
  String begin(@PathVariable long id, @AuthenticationPrincipal SignedInAgent me) {
    return "redirect:" + authorisations.begin(new ChannelId(id), me.id(), back());
  }

  @GetMapping("/authorised")
  String end(
      @RequestParam String state,
      @RequestParam(required = false) @Nullable String code,
      @AuthenticationPrincipal SignedInAgent me,
      RedirectAttributes later) {
    if (code == null) {
      later.addFlashAttribute(RESULT, "refused");
      return authorisations
          .abandoned(state, me.id())
          .map(AuthorisationController::page)
          .orElse("redirect:/admin/mailboxes");
    }
    try {
      ChannelId channel = authorisations.finish(state, code, me.id(), back());
      audit.record(
          Objects.toString(me.id()), "mailbox.authorised", Map.of("channel", channel.value()));
      later.addFlashAttribute(RESULT, "done");
      return page(channel);
    } catch (MailNotAuthorised e) {
      later.addFlashAttribute(RESULT, "failed");
      later.addFlashAttribute("authorisationWhy", e.getMessage());
      return "redirect:/admin/mailboxes";
    }
  }

  private static String page(ChannelId channel) {
    return "redirect:/admin/mailboxes/" + channel;
  }
}
