package helpdesk.sample;

import helpdesk.agent.Agent;
import helpdesk.shared.ChannelKind;
import helpdesk.survey.PastSurveys;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Origin;
import helpdesk.ticket.PastTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Invents one ticket after the other. What lies after {@code now} has not happened yet. */
final class StoryTeller {
  /** A survey that was sent after a resolve, and what was answered, if anything. */
  record Asked(
      SampleCast.Customer customer,
      Agent agent,
      Instant resolvedAt,
      Instant sentAt,
      PastSurveys.@Nullable Given given) {}

  /** A ticket and, where there was one, its survey. */
  record Story(PastTicket ticket, @Nullable Asked asked) {}

  private static final List<ChannelKind> CHANNELS =
      List.of(
          ChannelKind.EMAIL,
          ChannelKind.WEBFORM,
          ChannelKind.CHAT,
          ChannelKind.PHONE,
          ChannelKind.SOCIAL);
  private static final double[] CHANNEL_WEIGHTS = {.52, .2, .12, .11, .05};
  private static final double[] PRIORITY_WEIGHTS = {.1, .66, .19, .05};
  private static final double ANSWERS = .28;
  private static final Duration ASKED_AFTER = Duration.ofHours(24);
  private static final Duration CLOSES_AFTER = Duration.ofDays(14);

  private final SampleTexts texts;
  private final SampleCast cast;
  private final OfficeTime office;
  private final Instant now;
  private final Random random;
  private final double[] topicWeights;

  StoryTeller(SampleTexts texts, SampleCast cast, OfficeTime office, Instant now, Random random) {
    this.texts = texts;
    this.cast = cast;
    this.office = office;
    this.now = now;
    this.random = random;
    this.topicWeights = texts.topics().stream().mapToDouble(SampleTexts.Topic::weight).toArray();
  }

  Story tell(Instant created) {
    SampleTexts.Topic topic = texts.topics().get(Arrivals.pick(topicWeights, random));
    SampleCast.Customer customer = cast.customer(random);
    Agent agent = cast.agent(topic, random);
    Words words = new Words(topic, customer, agent, random);
    PastTicket ticket = new PastTicket(beginning(created, topic, customer, words)).asSample();
    ticket.customerWrote(created, words.say(words.dialogue.opening()));
    Ending ending = live(ticket, created, agent, words);
    return new Story(ticket, ending == null ? null : ask(ticket, customer, agent, ending, words));
  }

  private PastTicket.Beginning beginning(
      Instant created, SampleTexts.Topic topic, SampleCast.Customer customer, Words words) {
    return new PastTicket.Beginning(
        created,
        CHANNELS.get(Arrivals.pick(CHANNEL_WEIGHTS, random)),
        null,
        Origin.INBOUND,
        customer.id(),
        customer.party(),
        words.say(words.dialogue.subject()),
        Priority.values()[Arrivals.pick(PRIORITY_WEIGHTS, random)],
        cast.team(topic),
        Locale.forLanguageTag(customer.language()),
        random.nextInt(100) < 80 ? List.of(topic.what(), topic.why()) : List.of(topic.what()));
  }

  private @Nullable Ending live(PastTicket ticket, Instant created, Agent agent, Words words) {
    boolean forgotten = random.nextInt(100) < 4;
    Duration work = minutes((forgotten ? 1500 : 55) * cast.pace(agent), 1.1);
    Instant replied = office.after(created, work);
    if (random.nextInt(100) < 60) {
      Instant assigned =
          created.plus(
              Duration.between(created, replied).multipliedBy(1 + random.nextInt(8)).dividedBy(10));
      if (past(assigned)) ticket.assigned(assigned, agent, Actor.SYSTEM);
    }
    if (!past(replied)) return null;
    int rounds = Arrivals.pick(new double[] {.38, .4, .16, .06}, random);
    Instant at = replied;
    for (int round = 0; round < rounds; round++) {
      ticket.agentReplied(at, agent, words.say(words.dialogue.first()), Status.PENDING);
      if (random.nextInt(100) < 12) noteAndHold(ticket, at, agent);
      Instant asked = at.plus(minutes(540, 1.3));
      if (!past(asked)) return null;
      ticket.customerWrote(asked, words.say(words.dialogue.more()));
      at = office.after(asked, minutes(90 * cast.pace(agent), 1.1));
      if (!past(at)) return null;
    }
    if (random.nextInt(100) < 7) escalate(ticket, at);
    ticket.agentReplied(at, agent, words.say(words.dialogue.last()), Status.RESOLVED);
    return end(ticket, created, replied, at, rounds, agent, words);
  }

  private @Nullable Ending end(
      PastTicket ticket,
      Instant created,
      Instant replied,
      Instant solved,
      int rounds,
      Agent agent,
      Words words) {
    Instant resolved = solved;
    boolean reopened = false;
    Instant next = resolved.plus(minutes(500, 1.0));
    if (random.nextInt(100) < 6 && past(next)) {
      ticket.customerWrote(next, words.text(texts.again()));
      Instant again = office.after(next, minutes(90 * cast.pace(agent), 1.0));
      if (!past(again)) return null;
      ticket.agentReplied(again, agent, words.say(words.dialogue.last()), Status.RESOLVED);
      resolved = again;
      reopened = true;
    } else if (random.nextInt(100) < 20 && past(next)) {
      ticket.customerWrote(next, words.text(texts.thanks()));
    }
    Instant closed = resolved.plus(CLOSES_AFTER);
    if (past(closed)) ticket.became(closed, Status.CLOSED, Actor.SYSTEM);
    return new Ending(resolved, Duration.between(created, replied), rounds, reopened);
  }

  private @Nullable Asked ask(
      PastTicket ticket, SampleCast.Customer customer, Agent agent, Ending ending, Words words) {
    Instant sent = ending.resolvedAt.plus(ASKED_AFTER);
    if (!past(sent)) return null;
    ticket.told(sent, Actor.SYSTEM, new TicketEvent.SurveySent("csat", null));
    PastSurveys.Given given = answer(sent, ending, words);
    if (given != null) {
      Actor actor = Actor.customer(customer.id(), customer.party().name());
      ticket.told(given.at(), actor, new TicketEvent.SurveyAnswered("csat", given.score(), null));
    }
    return new Asked(customer, agent, ending.resolvedAt, sent, given);
  }

  /**
   * Slow first answers and long conversations make unhappy customers, and now and then it is just
   * the day.
   */
  private PastSurveys.@Nullable Given answer(Instant sent, Ending ending, Words words) {
    Instant answered = sent.plus(minutes(240, 1.2));
    if (random.nextDouble() > ANSWERS || !past(answered)) return null;
    double hours = ending.firstResponse.toMinutes() / 60.0;
    double happy =
        0.94 - Math.min(0.3, hours * 0.012) - ending.rounds * 0.04 - (ending.reopened ? 0.35 : 0);
    boolean good = random.nextDouble() < happy;
    int score = good ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
    String comment = null;
    if (random.nextInt(100) < (good ? 30 : 75))
      comment = words.oneOf(good ? texts.good() : texts.bad());
    return new PastSurveys.Given(answered.truncatedTo(ChronoUnit.SECONDS), score, comment);
  }

  /** How a resolved ticket went. */
  private record Ending(Instant resolvedAt, Duration firstResponse, int rounds, boolean reopened) {}

  private void noteAndHold(PastTicket ticket, Instant at, Agent agent) {
    Instant noted = at.plusSeconds(120);
    if (past(noted))
      ticket.noted(noted, agent, texts.note()).became(noted, Status.ON_HOLD, Actor.agent(agent));
  }

  private void escalate(PastTicket ticket, Instant solved) {
    ticket.told(
        solved.minusSeconds(60), Actor.SYSTEM, new TicketEvent.Escalated("functional", null, null));
  }

  private boolean past(Instant at) {
    return at.isBefore(now);
  }

  /** A log-normal time with that median in minutes. */
  private Duration minutes(double median, double spread) {
    double value = median * Math.exp(spread * random.nextGaussian());
    return Duration.ofSeconds(
        Math.max(30, Math.min((long) (value * 60), Duration.ofDays(21).toSeconds())));
  }
}
