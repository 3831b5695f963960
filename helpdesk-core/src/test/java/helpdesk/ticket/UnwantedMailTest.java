package helpdesk.ticket;

import static helpdesk.spam.SpamRule.Effect.ALLOW;
import static helpdesk.spam.SpamRule.Effect.BLOCK;
import static helpdesk.spam.SpamRule.Kind.ADDRESS;
import static helpdesk.spam.SpamRule.Kind.DOMAIN;
import static helpdesk.spam.SpamRule.Kind.PHRASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.spam.RefusedRule;
import helpdesk.spam.SpamRules;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class UnwantedMailTest {
  @Autowired Receptionist receptionist;
  @Autowired SpamRules rules;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Clock clock;
  final String domain = "evil-" + UUID.randomUUID() + ".example";
  final Party eve = Mail.party("eve@mail." + domain);
  Agent ada;

  @BeforeEach
  void hire() {
    EmailAddress address = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    ada = agents.create(address, "Ada", Role.AGENT, null);
  }

  @AfterEach
  void forget() {
    rules.find(null, 1000).forEach(rule -> rules.remove(rule.id()));
  }

  @Test
  void aBlockedSendersMailIsKeptAmongTheSpamWithItsReason() {
    rules.add(BLOCK, ADDRESS, " Eve@MAIL." + domain + " ", ada.id());

    TicketId ticket = receive(mail());

    assertThat(view(ticket).spam()).isTrue();
    assertThat(view(ticket).messages()).hasSize(1);
    assertThat(marked(ticket))
        .isEqualTo(new TicketEvent.MarkedSpam("blocked_address", eve.email().value()));
  }

  @Test
  void aBlockedDomainCountsForThoseBelowItAndNoOther() {
    rules.add(BLOCK, DOMAIN, "@" + domain, ada.id());

    assertThat(marked(receive(mail())))
        .isEqualTo(new TicketEvent.MarkedSpam("blocked_domain", domain));
    Party other = Mail.party("eve@not" + domain);
    assertThat(view(receive(Mail.from(other, clock.instant()))).spam()).isFalse();
  }

  @Test
  void aPhraseIsFoundInSubjectAndTextWhateverItsCaseAndGaps() {
    String word = "pills" + UUID.randomUUID();
    rules.add(BLOCK, PHRASE, "Cheap  " + word, ada.id());

    assertThat(view(receive(mail().about("CHEAP " + word))).spam()).isTrue();
    assertThat(view(receive(mail().saying("so cheap\n " + word + " today"))).spam()).isTrue();
    assertThat(view(receive(mail().saying("cheap and " + word))).spam()).isFalse();
  }

  @Test
  void theWordOfTheServerBeforeUsIsHeardUnlessTheSenderIsAllowed() {
    assertThat(marked(receive(mail().withSpamSign("X-Spam-Flag"))))
        .isEqualTo(new TicketEvent.MarkedSpam("header", "X-Spam-Flag"));

    rules.add(ALLOW, DOMAIN, domain, ada.id());
    rules.add(BLOCK, PHRASE, "free money", ada.id());
    assertThat(view(receive(mail().withSpamSign("X-Spam-Flag").saying("Free money"))).spam())
        .isFalse();
  }

  @Test
  void toAllowWhatWasBlockedTakesTheBlockAway() {
    rules.add(BLOCK, ADDRESS, eve.email().value(), ada.id());
    rules.add(ALLOW, ADDRESS, eve.email().value(), ada.id());

    assertThat(rules.find(null, 1000))
        .singleElement()
        .satisfies(r -> assertThat(r.effect()).isEqualTo(ALLOW));
    assertThat(rules.find(null, 1000).get(0).addedBy()).isEqualTo("Ada");
  }

  @Test
  void aBlockedSendersAnswerDoesNotReopenAConversationButAServersGuessDoesNotStopOne() {
    String first = Mail.id();
    TicketId ticket = receive(mail().named(first));
    assertThat(receive(mail().answering(first).withSpamSign("X-Spam-Flag"))).isEqualTo(ticket);

    rules.add(BLOCK, ADDRESS, eve.email().value(), ada.id());
    Reception held = receptionist.receive(mail().answering(first).message());

    assertThat(held.ticket()).isNotEqualTo(ticket);
    assertThat(held.suggested()).isEqualTo(ticket);
    assertThat(view(held.ticket()).spam()).isTrue();
  }

  @Test
  void importedMailIsNotJudged() {
    rules.add(BLOCK, DOMAIN, domain, ada.id());

    assertThat(view(receive(mail().imported())).spam()).isFalse();
  }

  @Test
  void rulesThatWouldNotWorkAreRefused() {
    assertThatThrownBy(() -> rules.add(BLOCK, DOMAIN, "com", ada.id()))
        .isInstanceOf(RefusedRule.class);
    assertThatThrownBy(() -> rules.add(BLOCK, ADDRESS, "nobody", ada.id()))
        .isInstanceOf(RefusedRule.class);
    assertThatThrownBy(() -> rules.add(BLOCK, PHRASE, "a", ada.id()))
        .isInstanceOf(RefusedRule.class);
    assertThatThrownBy(() -> rules.add(ALLOW, PHRASE, "good words", ada.id()))
        .isInstanceOf(RefusedRule.class);
  }

  @Test
  void aTicketInTheBinComesBackWhenItsCustomerWrites() {
    String first = Mail.id();
    TicketId ticket = receive(mail().named(first));
    desk.trash(ticket, true, Actor.agent(ada));

    receive(mail().answering(first));

    assertThat(view(ticket).trashed()).isFalse();
    assertThat(log.of(ticket).stream().map(e -> e.event().type()))
        .containsSubsequence("trashed", "restored", "customer_message");
  }

  private TicketEvent marked(TicketId ticket) {
    return log.of(ticket).stream()
        .map(LoggedEvent::event)
        .filter(TicketEvent.MarkedSpam.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private Mail mail() {
    return Mail.from(eve, clock.instant());
  }

  private TicketId receive(Mail mail) {
    return receptionist.receive(mail.message()).ticket();
  }

  private TicketView view(TicketId id) {
    return reader.byNumber(reader.heads(List.of(id)).get(0).number());
  }
}
