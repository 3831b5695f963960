package helpdesk.journeys;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailImports;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.intake.Intake;
import helpdesk.job.Job;
import helpdesk.shared.EmailAddress;
import helpdesk.survey.SurveyLinks;
import helpdesk.ticket.Origin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the sample shop does not have: trouble, and things that only happen once. */
@TestComponent
class ScreensStory {
  private final Intake intake;
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final MailImports imports;
  private final SurveyLinks links;
  private final Contacts contacts;
  private final JdbcClient jdbc;
  private final Clock clock;
  private long job;
  private long mailbox;

  ScreensStory(
      Intake intake,
      Channels channels,
      Mailboxes mailboxes,
      MailImports imports,
      SurveyLinks links,
      Contacts contacts,
      JdbcClient jdbc,
      Clock clock) {
    this.intake = intake;
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.imports = imports;
    this.links = links;
    this.contacts = contacts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void tell() {
    aMailboxThatCannotBeFetched();
    mailThatCannotBeUnderstood();
    anImport();
    mailThatWasNotSent();
  }

  private void aMailboxThatCannotBeFetched() {
    Channel help =
        channels.createEmail(
            new EmailAddress("help@harbour-lane.example"), "Harbour Lane", Locale.ENGLISH);
    MailServer imap =
        new MailServer("localhost", 1, MailServer.Security.TLS, "help@harbour-lane.example", "x");
    mailboxes.change(help.id(), imap, null);
    channels.createEmail(new EmailAddress("ayuda@harbour-lane.example"), "Ayuda", null);
    mailbox = help.id().value();
  }

  private void mailThatCannotBeUnderstood() {
    for (String mail :
        List.of(
            "Subject: Invoice 2026-118\r\n\r\nSee the attachment.\r\n",
            "From: (nobody)\r\nSubject: =?utf-8?q?=C3=9Cberweisung?=\r\n\r\nHallo\r\n",
            "This is no mail at all, only a few words that somebody sent here by mistake."))
      store("api", mail);
    await(() -> intake.waiting() == 0);
  }

  private void store(String source, String mail) {
    intake.store(
        new Intake.Arrival(source, null, null, Origin.INBOUND, clock.instant(), null),
        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
  }

  private void anImport() {
    StringBuilder mbox = new StringBuilder();
    for (int n = 1; n <= 12; n++)
      mbox.append("From kim@example.org Sun Nov 22 09:00:00 2026\n")
          .append("From: Kim Berg <kim@example.org>\nTo: help@harbour-lane.example\n")
          .append("Message-ID: <" + n + "@old.example>\nSubject: Old question " + n + "\n")
          .append("Date: Sun, 22 Nov 2026 09:00:00 +0000\n\nDo you still have it in blue?\n\n");
    mbox.append("From x Sun Nov 22 09:00:00 2026\nSubject: Who wrote this\n\nNobody.\n\n");
    byte[] bytes = mbox.toString().getBytes(StandardCharsets.UTF_8);
    job =
        imports.start(
            List.of(new MailImports.Upload("old-desk.mbox", () -> new ByteArrayInputStream(bytes))),
            null,
            false);
    await(() -> imports.byId(job).state() == Job.State.DONE);
  }

  /** As the outbox would have written it, had its servers answered like that. */
  private void mailThatWasNotSent() {
    outbound("sent", null, "Re: Where is my parcel?", 1);
    outbound("queued", null, "Re: A question about sizes", 0);
    outbound("deferred", "The mail server asks us to wait: 451 4.7.1 Greylisted", "Re: Invoice", 3);
    outbound(
        "failed",
        "The mail server refused it: 550 5.1.1 <kim@example.org>: No such user here",
        "Re: The kettle leaks",
        1);
    outbound("bounced", "It came back: 552 5.2.2 Mailbox full", "How did we do?", 1);
  }

  private void outbound(String state, @Nullable String detail, String subject, int attempts) {
    jdbc.sql(
            """
            INSERT INTO outbound_message (id, kind, idempotency_key, payload, state, detail, attempts, next_attempt_at,
                created_at, sent_at)
            VALUES (nextval('outbound_message_id_seq'), 'email', :key, CAST(:payload AS jsonb), :state, :detail, :attempts,
                CASE WHEN :state IN ('queued', 'deferred') THEN now() + interval '2 hours' END,
                now() - interval '3 hours', CASE WHEN :state IN ('sent', 'bounced') THEN now() END)
            """)
        .param("key", UUID.randomUUID() + "@harbour-lane.example")
        .param(
            "payload",
            "{\"to\": [{\"email\": {\"value\": \"kim@example.org\"}}], \"cc\": [], \"subject\": \""
                + subject
                + "\"}")
        .param("state", state)
        .param("detail", detail)
        .param("attempts", attempts)
        .update();
  }

  /** The number of a ticket with some story behind it. */
  long ticket() {
    return jdbc.sql(
            "SELECT number FROM ticket WHERE sample AND status = 'open' ORDER BY message_count"
                + " DESC, number LIMIT 1")
        .query(Long.class)
        .single();
  }

  /** The id of a customer who wrote more than once. */
  long customer() {
    return jdbc.sql(
            "SELECT requester_id FROM ticket WHERE sample GROUP BY 1 ORDER BY count(*) DESC, 1"
                + " LIMIT 1")
        .query(Long.class)
        .single();
  }

  long mailbox() {
    return mailbox;
  }

  long job() {
    return job;
  }

  /** What customers may see, by what it is. */
  Map<String, String> publicPages() {
    ContactId kim = contacts.findOrCreate(new EmailAddress("kim@example.org"), "Kim Berg", null);
    Map<String, String> pages = new LinkedHashMap<>();
    for (String survey : List.of("csat", "ces", "nps")) {
      String url = links.issue(survey, kim, null, Locale.ENGLISH, null).url();
      pages.put("survey-" + survey, url.substring(url.indexOf("/s/")));
    }
    pages.put("survey-thanks", pages.get("survey-csat") + "/thanks");
    pages.put("survey-unsubscribe", pages.get("survey-csat") + "/unsubscribe");
    pages.put("survey-gone", "/s/nothing");
    pages.put("survey-open", "/o/csat?source=website");
    return pages;
  }

  private static void await(java.util.concurrent.Callable<Boolean> what) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(what);
  }
}
