package helpdesk.web.admin;

import helpdesk.calendar.Calendars;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailAuthorisations;
import helpdesk.channel.MailLogin;
import helpdesk.channel.MailNotAuthorised;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import helpdesk.web.shell.Languages;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The mailboxes that customers write to: their servers, and whether these answer. */
@Controller
@RequestMapping("/admin/mailboxes")
class MailboxController {
  private final Mailboxes mailboxes;
  private final Channels channels;
  private final Calendars calendars;
  private final Audit audit;
  private final MailAuthorisations authorisations;

  MailboxController(
      Mailboxes mailboxes,
      Channels channels,
      Calendars calendars,
      Audit audit,
      MailAuthorisations authorisations) {
    this.authorisations = authorisations;
    this.mailboxes = mailboxes;
    this.channels = channels;
    this.calendars = calendars;
    this.audit = audit;
  }

  @ModelAttribute("calendars")
  List<Calendars.Named> hours() {
    return calendars.all();
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("mailboxes", mailboxes.all());
    return "admin/mailboxes";
  }

  @GetMapping("/new")
  ModelAndView add() {
    return page(null, MailboxForm.empty(), ChannelSettingsForm.empty(), Map.of(), HttpStatus.OK);
  }

  @GetMapping("/{id}")
  ModelAndView edit(@PathVariable long id) {
    Mailbox mailbox = mailboxes.byId(new ChannelId(id));
    ChannelSettingsForm settings = ChannelSettingsForm.of(mailbox.channel().settings());
    String client =
        authorisations
            .standing(mailbox.channel().id())
            .map(MailAuthorisations.Standing::clientId)
            .orElse(null);
    return page(id, MailboxForm.of(mailbox, client), settings, Map.of(), HttpStatus.OK);
  }

  @PostMapping("/new")
  ModelAndView create(
      @ModelAttribute MailboxForm form,
      @ModelAttribute ChannelSettingsForm settings,
      @AuthenticationPrincipal SignedInAgent me) {
    Map<String, String> problems = problems(form, settings, true);
    EmailAddress address = EmailAddress.parse(form.address());
    if (address != null && channels.byAddress(address).isPresent()) {
      problems.put("address", "admin.problem.taken");
    }
    if (address == null || !problems.isEmpty()) return refused(null, form, settings, problems);
    Channel made = channels.createEmail(address, settings.shownName(), settings.locale());
    return save(made.id(), form, settings, me, "mailbox.added");
  }

  @PostMapping("/{id}")
  ModelAndView change(
      @PathVariable long id,
      @ModelAttribute MailboxForm form,
      @ModelAttribute ChannelSettingsForm settings,
      @AuthenticationPrincipal SignedInAgent me) {
    Map<String, String> problems = problems(form, settings, false);
    if (!problems.isEmpty()) return refused(id, form, settings, problems);
    return save(new ChannelId(id), form, settings, me, "mailbox.changed");
  }

  /** Tries the servers as they are typed in, before anything is saved. */
  @PostMapping("/test")
  ModelAndView test(
      @RequestParam(required = false) @Nullable Long id,
      @ModelAttribute MailboxForm form,
      @ModelAttribute ChannelSettingsForm settings,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
    ModelAndView page = page(id, form, settings, form.problems(false), HttpStatus.OK);
    page.addObject("tests", tests(form, id == null ? null : mailboxes.byId(new ChannelId(id))));
    if (htmx != null) page.setViewName("admin/mailbox :: tests");
    return page;
  }

  /** What is wrong with each server; nothing where it works. */
  private Map<String, Optional<MailboxTrouble>> tests(MailboxForm form, @Nullable Mailbox before) {
    Map<String, Optional<MailboxTrouble>> results = new LinkedHashMap<>();
    MailServer imap = form.imap(before);
    MailServer smtp = form.smtp(before);
    if (imap != null) {
      results.put("imap", test(imap, before, s -> mailboxes.testImap(s, form.folderName())));
    }
    if (smtp != null) results.put("smtp", test(smtp, before, mailboxes::testSmtp));
    return results;
  }

  private Optional<MailboxTrouble> test(
      MailServer server,
      @Nullable Mailbox before,
      Function<MailServer, Optional<MailboxTrouble>> door) {
    if (!server.byToken()) return door.apply(server);
    MailboxTrouble.Kind kind = MailboxTrouble.Kind.NOT_AUTHORISED;
    String why = null;
    try {
      if (before != null && before.login().byToken()) {
        return door.apply(authorisations.ready(before.channel().id(), server));
      }
    } catch (MailNotAuthorised e) {
      kind = e.kind();
      why = e.getMessage();
    }
    return Optional.of(new MailboxTrouble(kind, server.host(), server.port(), why));
  }

  private ModelAndView save(
      ChannelId id, MailboxForm form, ChannelSettingsForm settings, SignedInAgent me, String deed) {
    Mailbox before = mailboxes.byId(id);
    channels.change(id, settings.settings());
    mailboxes.signInBy(id, form.signIn());
    String client = Typed.given(form.clientId());
    if (form.signIn().byToken() && client != null) {
      authorisations.client(id, client, Typed.given(form.clientSecret()));
    }
    mailboxes.change(id, form.imap(before), form.smtp(before));
    mailboxes.fetchFrom(id, form.folderName());
    mailboxes.afterProcessing(id, form.afterProcessing());
    audit.record(Objects.toString(me.id()), deed, Map.of("channel", id.value()));
    boolean ask =
        form.signIn().byToken()
            && authorisations.standing(id).filter(s -> s.authorisedAt() != null).isEmpty();
    return new ModelAndView(ask ? "redirect:/admin/mailboxes/" + id : "redirect:/admin/mailboxes");
  }

  private static Map<String, String> problems(
      MailboxForm form, ChannelSettingsForm settings, boolean isNew) {
    Map<String, String> problems = form.problems(isNew);
    problems.putAll(settings.problems());
    return problems;
  }

  private ModelAndView refused(
      @Nullable Long id,
      MailboxForm form,
      ChannelSettingsForm settings,
      Map<String, String> problems) {
    return page(id, form, settings, problems, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private ModelAndView page(
      @Nullable Long id,
      MailboxForm form,
      ChannelSettingsForm settings,
      Map<String, String> problems,
      HttpStatus status) {
    ModelAndView page = new ModelAndView("admin/mailbox", status);
    page.addObject("id", id);
    page.addObject("form", form);
    page.addObject("settings", settings);
    page.addObject("problems", problems);
    page.addObject("tests", Map.of());
    page.addObject("securities", MailServer.Security.values());
    page.addObject("languages", Languages.SPOKEN);
    page.addObject("logins", MailLogin.values());
    page.addObject("back", AuthorisationController.back());
    page.addObject("standing", null);
    if (id != null) {
      authorisations.standing(new ChannelId(id)).ifPresent(s -> page.addObject("standing", s));
    }
    return page;
  }
}
