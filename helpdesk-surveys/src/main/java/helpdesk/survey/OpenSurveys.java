package helpdesk.survey;

import helpdesk.shared.DomainException;
import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Surveys behind public links and QR codes (docs/metrics.md, C.5): anonymous, one answer a browser
 * a day, and no more than a few from one network before a machine is suspected.
 */
@Service
@Transactional
public class OpenSurveys {
  /** How long a browser keeps its answer. */
  public static final Duration REMEMBERED = Duration.ofHours(24);

  private static final String KEY = "survey-browsers";
  private static final int LONGEST_SOURCE = 100;
  private final Surveys surveys;
  private final Responses responses;
  private final Visitors visitors;
  private final Secrets secrets;
  private final JdbcClient jdbc;
  private final Clock clock;

  OpenSurveys(
      Surveys surveys,
      Responses responses,
      Visitors visitors,
      Secrets secrets,
      JdbcClient jdbc,
      Clock clock) {
    this.surveys = surveys;
    this.responses = responses;
    this.visitors = visitors;
    this.secrets = secrets;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The survey of that key, with what this browser has answered.
   *
   * @param remembered what {@link #answer} gave the browser to keep, or null
   * @throws DomainException (not found) if there is no such survey
   */
  public Questionnaire look(String key, @Nullable String remembered) {
    Survey survey = surveys.byKey(key);
    Long response = recall(key, remembered);
    Questionnaire.Given given = response == null ? null : responses.given(response).orElse(null);
    return new Questionnaire(survey, false, null, null, null, null, null, given);
  }

  /**
   * Records an answer, or changes the one this browser gave.
   *
   * @param source where the link was, such as the name of a shop; cut after 100 characters
   * @param address the visitor's, not kept
   * @return what the browser is to remember for a day, null if a machine was caught in the trap
   * @throws DomainException (not found) if there is no such survey, (invalid) if there is no score
   *     on the scale or the comment is too long
   */
  public @Nullable String answer(
      String key,
      @Nullable String source,
      AnswerForm form,
      @Nullable String remembered,
      String address) {
    Survey survey = surveys.byKey(key);
    if (form.trapped()) return null;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Submission submission = form.checked(survey.kind(), now);
    Long known = recall(key, remembered);
    Long response = known != null && lock(known) ? known : null;
    boolean suspect =
        response == null ? visitors.crowded(address) : alreadySuspectedElsewise(response);
    String shortened = source == null || source.isBlank() ? null : cut(source.strip());
    Responses.Ground ground =
        new Responses.Ground(survey, "open", shortened, null, null, null, null, null, null);
    long kept = responses.keep(ground, response, submission, suspect).response();
    return remember(key, kept, now.plus(REMEMBERED));
  }

  private static String cut(String source) {
    String plain = source.replace("\0", "");
    return plain.length() <= LONGEST_SOURCE ? plain : plain.substring(0, LONGEST_SOURCE);
  }

  private boolean lock(long response) {
    return jdbc.sql("SELECT 1 FROM survey_response WHERE id = :id FOR UPDATE")
        .param("id", response)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /**
   * Suspected for its network, not for what it pressed: changing the answer does not clear that.
   */
  private boolean alreadySuspectedElsewise(long response) {
    boolean suspected =
        jdbc.sql("SELECT suspected_machine FROM survey_response WHERE id = :id")
            .param("id", response)
            .query(Boolean.class)
            .single();
    return suspected && !Ballot.count(null, responses.history(response)).suspectedMachine();
  }

  private String remember(String key, long response, Instant until) {
    String said = response + "." + until.getEpochSecond();
    return said + "." + signature(key, said);
  }

  private @Nullable Long recall(String key, @Nullable String remembered) {
    if (remembered == null) return null;
    int last = remembered.lastIndexOf('.');
    String said = last < 0 ? "" : remembered.substring(0, last);
    if (!said.matches("\\d{1,18}\\.\\d{1,12}")) return null;
    byte[] given = remembered.substring(last + 1).getBytes(StandardCharsets.UTF_8);
    byte[] own = signature(key, said).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, own)) return null;
    int dot = said.indexOf('.');
    Instant until = Instant.ofEpochSecond(Long.parseLong(said.substring(dot + 1)));
    return clock.instant().isBefore(until) ? Long.parseLong(said.substring(0, dot)) : null;
  }

  private String signature(String key, String said) {
    return Tokens.encode(secrets.sign(KEY, key + ":" + said));
  }
}
