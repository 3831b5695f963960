package helpdesk.web.api.v1;

import helpdesk.contact.Contact;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.survey.Spoken;
import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import helpdesk.survey.SurveyLinks;
import helpdesk.survey.Surveys;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNotFound;
import helpdesk.ticket.TicketNumber;
import helpdesk.web.api.Input;
import helpdesk.web.api.InvalidInput;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Replay;
import helpdesk.web.api.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Links to surveys for other systems' mails, and what customers answered. */
@RestController
@RequestMapping("/api/v1/surveys")
class SurveysApi {
  private final Surveys surveys;
  private final SurveyLinks links;
  private final SurveyAnswers answers;
  private final Contacts contacts;
  private final TicketDesk desk;

  SurveysApi(
      Surveys surveys,
      SurveyLinks links,
      SurveyAnswers answers,
      Contacts contacts,
      TicketDesk desk) {
    this.surveys = surveys;
    this.links = links;
    this.answers = answers;
    this.contacts = contacts;
    this.desk = desk;
  }

  record LinkShape(String url, Instant expiresAt) {}

  record ResponseShape(
      long id,
      String survey,
      @Nullable Long ticket,
      String kind,
      int score,
      @Nullable String comment,
      Instant at,
      boolean suspectedMachine,
      @Nullable Instant editedAt,
      String source,
      String language,
      List<String> reasons,
      boolean contactMe) {
    static ResponseShape of(SurveyAnswer answer) {
      TicketNumber ticket = answer.ticketNumber();
      return new ResponseShape(
          answer.id(),
          answer.survey(),
          ticket == null ? null : ticket.value(),
          answer.kind().key(),
          answer.score(),
          answer.comment(),
          answer.submittedAt(),
          answer.suspectedMachine(),
          answer.editedAt(),
          answer.source(),
          answer.language(),
          answer.reasons(),
          answer.contactMe());
    }
  }

  /** A personal link; it is as good as sent. */
  @RequiresScope("surveys:write")
  @PostMapping("/{key}/links")
  @ResponseStatus(HttpStatus.CREATED)
  LinkShape link(@PathVariable String key, @RequestBody JsonNode body, HttpServletRequest request) {
    surveys.byKey(key);
    Input input = Input.of(body);
    EmailAddress email = input.email("email");
    Contact contact =
        input.known(
            "contact", input.reference("contact"), this::contact, "There is no such customer.");
    TicketId ticket =
        input.known("ticket", input.reference("ticket"), this::ticket, "There is no such ticket.");
    Locale language = input.language("language");
    if (language != null && Spoken.of(language.getLanguage()) == null)
      input.fault("language", "Surveys are asked in en, es and sv.");
    if (email == null && contact == null && !input.has("contact"))
      input.fault("email", "Name the customer by email or contact.");
    input.check();
    ContactId customer =
        contact != null ? contact.id() : contacts.findOrCreate(required(email), null, null);
    SurveyLinks.Link link = links.issue(key, customer, ticket, language, Replay.dedupeKey(request));
    return new LinkShape(link.url(), link.expiresAt());
  }

  /** Answers in the order of their last change, suspected machines included and marked. */
  @RequiresScope("surveys:read")
  @GetMapping("/responses")
  ItemPage<ResponseShape> responses(
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = ItemPage.size(limit, ItemPage.USUAL);
    List<SurveyAnswer> rows = answers.changedSince(instant(since), position(cursor), size + 1);
    List<SurveyAnswer> shown = rows.size() > size ? rows.subList(0, size) : rows;
    String next = rows.size() > size ? cursor(shown.get(size - 1)) : null;
    return new ItemPage<>(shown.stream().map(ResponseShape::of).toList(), next);
  }

  private static EmailAddress required(@Nullable EmailAddress email) {
    if (email == null) throw new InvalidInput("email", "Name the customer by email or contact.");
    return email;
  }

  private @Nullable Contact contact(String reference) {
    EmailAddress address = EmailAddress.parse(reference);
    if (address != null) return contacts.byAddress(address).orElse(null);
    if (!reference.matches("[0-9]{1,18}")) return null;
    try {
      return contacts.byId(ContactId.valueOf(reference));
    } catch (DomainException e) {
      return null;
    }
  }

  private @Nullable TicketId ticket(String number) {
    if (!number.matches("[0-9]{1,18}")) return null;
    try {
      return desk.idOf(new TicketNumber(Long.parseLong(number)));
    } catch (TicketNotFound e) {
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidInput("since", "This is not an instant such as 2026-01-31T12:00:00Z.");
    }
  }

  /** The list is in the order of changes, so its cursor is an instant and an id. */
  private static String cursor(SurveyAnswer last) {
    return Long.toString(last.changedAt().getEpochSecond(), 36)
        + "-"
        + Long.toString(last.id(), 36);
  }

  private static SurveyAnswers.@Nullable Position position(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) return null;
    try {
      String[] parts = cursor.split("-", 2);
      Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0], 36));
      return new SurveyAnswers.Position(at, Long.parseLong(parts[1], 36));
    } catch (RuntimeException e) {
      throw new InvalidInput("cursor", "This is not a place in this list.");
    }
  }
}
