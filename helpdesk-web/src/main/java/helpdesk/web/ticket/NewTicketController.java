package helpdesk.web.ticket;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Actor;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.web.shell.Sentences;
import helpdesk.web.shell.Shell;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Logs what a customer asked on the phone, in person, or anywhere we cannot listen by ourselves.
 */
@Controller
class NewTicketController {
  private static final List<ChannelKind> CHANNELS =
      List.of(
          ChannelKind.PHONE,
          ChannelKind.EMAIL,
          ChannelKind.IN_PERSON,
          ChannelKind.CHAT,
          ChannelKind.SMS,
          ChannelKind.SOCIAL);
  private final TicketDesk desk;
  private final MessageSource messages;
  private final Sentences sentences;

  NewTicketController(TicketDesk desk, MessageSource messages, Sentences sentences) {
    this.desk = desk;
    this.messages = messages;
    this.sentences = sentences;
  }

  /** What was typed, as it was typed. */
  record Form(
      @Nullable String key,
      @Nullable String channel,
      @Nullable String email,
      @Nullable String name,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String priority,
      @Nullable String team,
      @Nullable String language) {
    static final Form EMPTY =
        new Form(Tokens.random(), "phone", null, null, null, null, "normal", null, null);

    Form fresh() {
      return new Form(
          Tokens.random(), channel, email, name, subject, text, priority, team, language);
    }
  }

  @GetMapping("/tickets/new")
  String form(Model model) {
    return show(Form.EMPTY.fresh(), null, model);
  }

  @PostMapping("/tickets/new")
  String open(
      Form form,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      HttpServletResponse response,
      Model model) {
    try {
      return "redirect:/tickets/" + desk.open(command(form, shell, locale));
    } catch (DomainException e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(form, sentences.say(e.getMessage(), locale), model);
    }
  }

  private OpenTicket command(Form form, Shell shell, Locale locale) {
    EmailAddress address = EmailAddress.parse(form.email);
    if (address == null) throw invalid("ticket.new.email.wrong", locale);
    String subject = plain(form.subject);
    String text = plain(form.text);
    if (subject.isEmpty() && text.isEmpty()) throw invalid("ticket.new.empty", locale);
    String name = plain(form.name);
    String language = plain(form.language);
    String team = plain(form.team);
    return new OpenTicket(
        Words.channel(plain(form.channel)),
        null,
        subject,
        text,
        null,
        new Party(name.isEmpty() ? null : name, address),
        Words.priority(plain(form.priority)),
        List.of(),
        language.isEmpty() ? null : Locale.forLanguageTag(language),
        team.isEmpty() ? null : new TeamId(Words.id(team)),
        Actor.agent(shell.me()),
        Tokens.hash("desk new " + shell.me().id() + " " + plain(form.key)));
  }

  private DomainException invalid(String code, Locale locale) {
    return new DomainException(
        DomainException.Kind.INVALID, messages.getMessage(code, null, locale));
  }

  private static String plain(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static String show(Form form, @Nullable String problem, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("channels", CHANNELS);
    model.addAttribute("priorities", Priority.values());
    model.addAttribute("problem", problem);
    return "ticket/new";
  }
}
