package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.Team;
import helpdesk.contact.Contacts;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.BadWord;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.tag.Tags;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Understands the addresses of these pages, in the workspace's zone and as of now. */
@Component
class Inquiry {
  /** As many as a browser proposes without becoming slow. */
  private static final int MOST_ORGANISATIONS = 500;

  private final Questions questions;
  private final Workspaces workspaces;
  private final Tags tags;
  private final Contacts contacts;
  private final MessageSource messages;
  private final Clock clock;

  Inquiry(
      Questions questions,
      Workspaces workspaces,
      Tags tags,
      Contacts contacts,
      MessageSource messages,
      Clock clock) {
    this.tags = tags;
    this.contacts = contacts;
    this.questions = questions;
    this.workspaces = workspaces;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * @throws BadWord if a word means nothing
   */
  Question read(MultiValueMap<String, String> parameters, NamedPeriod usual) {
    return read(Address.of(parameters), usual);
  }

  /**
   * @throws BadWord if a word means nothing
   */
  Question read(Address address, NamedPeriod usual) {
    return questions.read(address, usual, workspaces.current().zone(), clock.instant());
  }

  /** What the form that asks for figures proposes. */
  FilterBar.Known known(List<Team> teams, List<Agent> colleagues) {
    return new FilterBar.Known(
        teams, colleagues, tags.all(), contacts.organisations(MOST_ORGANISATIONS));
  }

  /** An address of a page with more words, which are none of a question. */
  static String with(String address, Map<String, String> more) {
    StringBuilder link = new StringBuilder(address);
    for (Map.Entry<String, String> word : more.entrySet())
      link.append(link.indexOf("?") < 0 ? '?' : '&')
          .append(word.getKey())
          .append('=')
          .append(word.getValue());
    return link.toString();
  }

  /** Words in a reader's language. */
  Words words(Locale locale) {
    return new Words(messages, locale, workspaces.current().zone());
  }

  /** Whether a form sent fields that nobody filled in: its address can be shortened. */
  static boolean untidy(MultiValueMap<String, String> parameters) {
    return parameters.values().stream().flatMap(List::stream).anyMatch(String::isBlank)
        || List.of(Questions.OWN_DATES).equals(parameters.get("period"));
  }

  /** Says which word of an address means nothing, and leads on with all the others. */
  @ControllerAdvice(basePackageClasses = Inquiry.class)
  @Order(5)
  static class BadAddress {
    @ExceptionHandler
    ModelAndView page(BadWord bad, HttpServletRequest request) {
      ModelAndView page = new ModelAndView("dashboard/address", HttpStatus.UNPROCESSABLE_CONTENT);
      page.addObject("word", bad.name());
      page.addObject("value", bad.value());
      page.addObject("rest", bad.rest().at(request.getRequestURI()));
      return page;
    }
  }
}
