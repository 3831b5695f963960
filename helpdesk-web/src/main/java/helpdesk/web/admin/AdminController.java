package helpdesk.web.admin;

import helpdesk.channel.MailboxAlarms;
import helpdesk.intake.Intake;
import helpdesk.metrics.fact.FigureChecks;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the settings: a card for each of them. */
@Controller
class AdminController {
  private final ObjectProvider<AdminCard> cards;

  AdminController(ObjectProvider<AdminCard> cards) {
    this.cards = cards;
  }

  /** A card with its number as it is now. */
  record Shown(AdminCard card, long waiting) {}

  @GetMapping("/admin")
  String index(Model model) {
    List<Shown> shown =
        cards.stream()
            .sorted(Comparator.comparingInt(AdminCard::position))
            .map(card -> new Shown(card, card.waiting().getAsLong()))
            .toList();
    model.addAttribute("cards", shown);
    return "admin/index";
  }

  /** The cards of the pages that are there. */
  @Configuration(proxyBeanMethods = false)
  static class Cards {
    @Bean
    AdminCard mailboxesCard(MailboxAlarms alarms) {
      return new AdminCard(10, "/admin/mailboxes", "mail", "admin.mailboxes", alarms::count);
    }

    @Bean
    AdminCard hoursCard() {
      return AdminCard.of(15, "/admin/hours", "clock", "admin.hours");
    }

    @Bean
    AdminCard slaCard() {
      return AdminCard.of(17, "/admin/sla", "alarm", "sla.admin");
    }

    @Bean
    AdminCard inboundCard(Intake intake) {
      return new AdminCard(20, "/admin/inbound", "inbox", "admin.inbound", intake::quarantined);
    }

    @Bean
    AdminCard spamCard() {
      return AdminCard.of(25, "/admin/spam", "shield-check", "admin.spam");
    }

    @Bean
    AdminCard outboxCard() {
      return AdminCard.of(30, "/admin/outbox", "send", "admin.outbox");
    }

    @Bean
    AdminCard importCard() {
      return AdminCard.of(40, "/admin/import", "package", "admin.import");
    }

    @Bean
    AdminCard historyCard() {
      return AdminCard.of(42, "/admin/import/history", "package", "admin.history");
    }

    @Bean
    AdminCard figuresCard(FigureChecks checks) {
      return new AdminCard(
          47,
          "/admin/figures",
          "layout-dashboard",
          "admin.figures",
          () -> checks.trouble().isPresent() ? 1 : 0);
    }

    @Bean
    AdminCard surveysCard() {
      return AdminCard.of(45, "/admin/surveys", "thumb-up", "survey.admin");
    }

    @Bean
    AdminCard peopleCard() {
      return AdminCard.of(50, "/admin/agents", "users", "admin.people");
    }

    @Bean
    AdminCard tokensCard() {
      return AdminCard.of(60, "/admin/tokens", "key", "admin.tokens");
    }

    @Bean
    AdminCard apiCard() {
      return AdminCard.of(70, "/admin/api", "link", "admin.api");
    }

    @Bean
    AdminCard sampleCard() {
      return AdminCard.of(90, "/admin/sample", "star", "admin.sample");
    }
  }
}
