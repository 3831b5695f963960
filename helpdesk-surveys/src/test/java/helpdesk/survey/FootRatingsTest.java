package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesktest.ScriptedSmtp;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The question below our answers, from the mail that a server took to the rating that counts. */
@SurveyTest
class FootRatingsTest {
  private static final Pattern LINK = Pattern.compile("/s/([\\w-]{32})\\?score=([0-9])");
  @Autowired Scene.Stage stage;
  @Autowired SurveyBooth booth;
  @Autowired SurveyAnswers answers;
  @Autowired SurveyDecisions journal;
  @Autowired TicketDesk desk;
  @Autowired EventLog log;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired Carrier carrier;
  @Autowired List<QueueWorker> workers;
  @Autowired JdbcClient jdbc;
  ScriptedSmtp server;
  Agent ada;
  TicketId ticket;

  @BeforeEach
  void askInTheFoot() {
    stage.clock().set(Scene.NOON);
    stage.configure(Duration.ofHours(24), 14);
    server = new ScriptedSmtp();
    jdbc.sql("UPDATE channel SET active = false").update();
    Channel mailbox =
        channels.createEmail(
            new EmailAddress("help-" + UUID.randomUUID() + "@desk.example"), "Harbour Lane", null);
    channels.change(
        mailbox.id(), mailbox.settings().change().signature("{agent}").ratingLinks(true).done());
    mailboxes.change(
        mailbox.id(),
        null,
        new MailServer("127.0.0.1", server.port(), MailServer.Security.NONE, null, null));
    ada = stage.agent("Ada");
    ticket = stage.ticket(stage.somebody(), null);
  }

  @AfterEach
  void stop() {
    carrier.rest();
    server.close();
  }

  @Test
  void everyAnswerOfATicketCarriesTheSameLinksAndNoneOfThemIsASurveySent() throws Exception {
    Words first = answer(ticket);
    Words second = answer(ticket);

    for (Words sent : List.of(first, second)) {
      assertThat(scores(sent.text)).containsExactly("1", "2", "3", "4", "5");
      assertThat(scores(sent.html)).containsExactly("1", "2", "3", "4", "5");
      assertThat(sent.text).contains("-- \nAda\n\nHow was this answer?\n1 – Very bad: http");
      assertThat(sent.html).contains("lang=\"en\"", "How was this answer?", ">5 – Very good</a>");
      assertThat(sent.text).contains("No more surveys: http", "/unsubscribe\n");
    }
    assertThat(token(second)).isEqualTo(token(first));
    assertThat(told(ticket)).isEmpty();
    assertThat(journal.byTicket(ticket)).isEmpty();
    assertThat(stored()).doesNotContain(token(first));
  }

  @Test
  void lookingRecordsNothingAndTheLastPressOfAnyMailIsTheOneRating() throws Exception {
    String early = token(answer(ticket));
    stage.clock().advance(Duration.ofMinutes(5));
    for (int n = 0; n < 20; n++) booth.look(early);
    assertThat(answers.byTicket(ticket)).isEmpty();

    booth.answer(early, AnswerForm.score(2, "en"));
    String late = token(answer(ticket));
    stage.clock().advance(Duration.ofMinutes(5));
    booth.answer(late, AnswerForm.score(5, "en"));

    assertThat(told(ticket)).containsExactly("survey_answered", "survey_edited");
    assertThat(answers.byTicket(ticket))
        .singleElement()
        .satisfies(
            rating -> {
              assertThat(rating.score()).isEqualTo(5);
              assertThat(rating.source()).isEqualTo("foot");
              assertThat(rating.survey()).isEqualTo("csat");
              assertThat(rating.agent()).isEqualTo(ada.id());
              assertThat(rating.submittedAt()).isEqualTo(Scene.NOON.plusSeconds(300));
              assertThat(rating.suspectedMachine()).isFalse();
            });
  }

  @Test
  void whoHasRatedInTheFootIsNotAskedAgainAfterTheSolve() throws Exception {
    String token = token(answer(ticket));
    stage.clock().advance(Duration.ofMinutes(5));
    booth.answer(token, AnswerForm.score(4, "en"));
    TicketId unrated = stage.ticket(stage.somebody(), null);
    answer(unrated);

    solve(ticket);
    solve(unrated);

    assertThat(journal.byTicket(ticket))
        .singleElement()
        .satisfies(d -> assertThat(d.reason()).isEqualTo(NotSent.ALREADY_RATED));
    assertThat(journal.byTicket(unrated))
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo("sent"));
    assertThat(told(unrated)).containsExactly("survey_sent");
  }

  @Test
  void theSurveyAndTheFootChangeOneRating() throws Exception {
    answer(ticket);
    solve(ticket);
    String mailed = token(last());
    stage.clock().advance(Duration.ofMinutes(5));
    booth.answer(mailed, AnswerForm.score(1, "en"));
    String foot = token(answer(ticket));
    stage.clock().advance(Duration.ofMinutes(5));

    assertThat(foot).isNotEqualTo(mailed);
    assertThat(Objects.requireNonNull(booth.look(foot).given()).score()).isEqualTo(1);
    booth.answer(foot, AnswerForm.score(4, "en"));

    assertThat(answers.byTicket(ticket))
        .singleElement()
        .satisfies(
            rating -> {
              assertThat(rating.score()).isEqualTo(4);
              assertThat(rating.suspectedMachine()).isFalse();
            });
    assertThat(told(ticket)).containsExactly("survey_sent", "survey_answered", "survey_edited");
  }

  @Test
  void pressesAtOneTimeAreOneRatingEvenWhileTheAnswerIsBeingRepeated() throws Exception {
    answer(ticket);
    solve(ticket);
    String mailed = token(last());
    String foot = token(answer(ticket));
    stage.clock().advance(Duration.ofMinutes(5));

    together(
        () -> booth.answer(mailed, AnswerForm.score(4, "en")),
        () -> booth.answer(foot, AnswerForm.score(5, "en")),
        () -> desk.reply(ticket, ada, WriteReply.text("And one thing more.")));

    assertThat(answers.byTicket(ticket)).hasSize(1);
    assertThat(told(ticket)).startsWith("survey_sent", "survey_answered");
  }

  @Test
  void aLaterAnswerKeepsTheLinksOpen() throws Exception {
    String token = token(answer(ticket));
    stage.clock().advance(Duration.ofDays(13));
    answer(ticket);
    stage.clock().set(Scene.NOON.plus(Duration.ofDays(27)).minusSeconds(1));

    assertThat(booth.answer(token, AnswerForm.score(3, "en"))).isTrue();
  }

  @Test
  void theQuestionIsInTheCustomersLanguage() throws Exception {
    EmailAddress kim = stage.somebody();
    stage.contacts().findOrCreate(kim, "Kim", Locale.forLanguageTag("sv"));

    assertThat(answer(stage.ticket(kim, Locale.forLanguageTag("es"))).text)
        .contains("Hur var det här svaret?\n1 – Mycket dåligt: ", "5 – Mycket bra: ");
    assertThat(answer(stage.ticket(stage.somebody(), Locale.forLanguageTag("es"))).html)
        .contains("<div lang=\"es\">\n<p>¿Qué tal ha sido esta respuesta?</p>", "Muy bueno");
    assertThat(answer(stage.ticket(stage.somebody(), Locale.forLanguageTag("fi"))).text)
        .contains("How was this answer?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bulk = true",
        "spam = true",
        "origin = 'import'",
        "origin = 'outbound'",
        "sample = true"
      })
  void nobodyIsAskedAboutATicketThatCountsForNothing(String change) throws Exception {
    jdbc.sql("UPDATE ticket SET " + change + " WHERE id = :id")
        .param("id", ticket.value())
        .update();

    assertThat(answer(ticket).text).contains("-- \nAda\n").doesNotContain("/s/");
  }

  @Test
  void neitherWhoDeclinedNorAMachineNorAnAddressThatNobodyReadsIsAsked() throws Exception {
    booth.optOut(token(answer(ticket)), false);
    assertThat(answer(ticket).html).contains("<p>Ada</p>").doesNotContain("/s/");

    TicketId machines = stage.ticket(stage.somebody(), null);
    jdbc.sql(
            "UPDATE message SET kind = 'automatic', reason = 'auto_submitted' WHERE ticket_id = :id")
        .param("id", machines.value())
        .update();
    assertThat(answer(machines).text).doesNotContain("/s/");

    EmailAddress nobody = new EmailAddress("no-reply-" + UUID.randomUUID() + "@shop.example");
    assertThat(answer(stage.ticket(nobody, null)).text).doesNotContain("/s/");
  }

  @Test
  void anAnswerToSomebodyElseDoesNotAskForTheCustomer() throws Exception {
    Recipients others = Recipients.to(List.of(new Party("Lee", stage.somebody())));
    desk.reply(ticket, ada, new WriteReply("For Lee.", null, others, List.of(), null, null, null));

    assertThat(last().text).contains("For Lee.", "-- \nAda\n").doesNotContain("/s/");
  }

  @Test
  void whereTheMailboxDoesNotAskThereIsNoQuestion() throws Exception {
    jdbc.sql("UPDATE channel SET rating_links = false WHERE active").update();

    assertThat(answer(ticket).text).contains("-- \nAda\n").doesNotContain("/s/");
  }

  @Test
  void whatAMachinePressedAtOnceIsNoRating() throws Exception {
    String token = token(answer(ticket));
    stage.clock().advance(Duration.ofSeconds(1));
    booth.answer(token, AnswerForm.score(1, "en"));

    assertThat(told(ticket)).isEmpty();
    solve(ticket);
    assertThat(journal.byTicket(ticket).get(0).state()).isEqualTo("sent");
  }

  private record Words(String text, String html) {}

  private Words answer(TicketId asked) throws Exception {
    desk.reply(asked, ada, WriteReply.text("It left us on Monday."));
    return last();
  }

  private void solve(TicketId solved) {
    stage.move(solved, Status.RESOLVED, Actor.agent(ada));
    stage.work();
    stage.clock().advance(Duration.ofHours(24));
    stage.work();
  }

  /** What the server took last, once everything is sent. */
  private Words last() throws Exception {
    QueueWorker outbox =
        workers.stream().filter(w -> w.name().equals("outbox")).findFirst().orElseThrow();
    while (outbox.runOnce()) {}
    List<String> taken = server.taken();
    byte[] raw = taken.get(taken.size() - 1).getBytes(StandardCharsets.ISO_8859_1);
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    return new Words(words(parts, 0), words(parts, 1));
  }

  private static String words(MimeMultipart parts, int n) throws Exception {
    return ((String) parts.getBodyPart(n).getContent()).replace("\r\n", "\n");
  }

  private static String token(Words sent) {
    return LINK.matcher(sent.text).results().findFirst().orElseThrow().group(1);
  }

  private static List<String> scores(String words) {
    Matcher links = LINK.matcher(words);
    return links.results().map(link -> link.group(2)).toList();
  }

  /** What surveys wrote into the story of the ticket. */
  private List<String> told(TicketId about) {
    return log.of(about).stream()
        .map(logged -> logged.event().type())
        .filter(type -> type.startsWith("survey_"))
        .toList();
  }

  private String stored() {
    return jdbc.sql("SELECT string_agg(i::text, ' ') FROM survey_invitation i")
        .query(String.class)
        .single();
  }

  @SafeVarargs
  private static void together(Callable<Object>... deeds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(deeds.length);
    try {
      for (var done : threads.invokeAll(List.of(deeds))) done.get();
    } finally {
      threads.shutdownNow();
    }
  }
}
