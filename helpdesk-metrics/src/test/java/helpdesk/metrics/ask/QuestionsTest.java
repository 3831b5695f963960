package helpdesk.metrics.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.metrics.Shop;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Priority;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(Shop.class)
class QuestionsTest {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final Instant NOW = Instant.parse("2026-03-31T10:30:15Z");
  @Autowired Shop.Desk shop;
  @Autowired Questions questions;

  @Test
  void whatWasUnderstoodCanBeWrittenAndReadAgain() {
    Agent ada = shop.hire("Ada");
    Address address =
        Address.of(
            Map.of(
                "period", List.of("last_month"),
                "channel", List.of("email"),
                "agent", List.of(ada.email().value()),
                "tag", List.of("late & lost", "ü"),
                "no_tags", List.of(" spam "),
                "priority", List.of("high"),
                "team", List.of(""),
                "unknown", List.of("x")));
    Question question = read(address);
    assertThat(question.first()).isEqualTo(LocalDate.parse("2026-02-01"));
    assertThat(question.last()).isEqualTo(LocalDate.parse("2026-02-28"));
    assertThat(question.asked().filter().channel()).isEqualTo(ChannelKind.EMAIL);
    assertThat(question.asked().filter().agent()).isEqualTo(ada.id());
    assertThat(question.asked().filter().priority()).isEqualTo(Priority.HIGH);
    assertThat(question.asked().filter().anyTag()).containsExactly("late & lost", "ü");
    assertThat(question.asked().filter().noTag()).containsExactly("spam");
    assertThat(question.asked().filter().team()).isNull();
    Address again = Address.parse(question.address().query());
    assertThat(again).isEqualTo(question.address());
    assertThat(read(again)).isEqualTo(question);
    assertThat(question.address().query()).doesNotContain("team", "unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "period=whenever",
        "from=2026-13-01",
        "from=2026-03-02&until=2026-03-01",
        "from=1000-01-01",
        "channel=pigeon",
        "team=nobody",
        "agent=nobody",
        "agent=0",
        "customer=nobody@example.org",
        "priority=very",
        "organisation=acme",
        "language=english",
        "origin=space",
        "clock=cuckoo",
        "compare=apples",
        "above=NaN"
      })
  void aWordThatMeansNothingIsNamedAndAllOthersAreKept(String wrong) {
    Address address = Address.parse("tag=delivery&" + wrong);
    assertThatThrownBy(() -> read(address))
        .isInstanceOfSatisfying(
            BadWord.class,
            bad -> {
              assertThat(wrong).contains(bad.name() + "=" + bad.value());
              assertThat(bad.rest()).isEqualTo(address.without(bad.name()));
              assertThat(bad.rest().text("tag")).isEqualTo("delivery");
            });
  }

  @Test
  void halfADayIsComparedWithHalfADayOnTheClocksOfItsOwnDate() {
    // the clocks went forward on 29 March
    assertThat(read(Address.parse("period=7")).before())
        .isEqualTo(
            new Window(
                Instant.parse("2026-03-17T23:00:00Z"), Instant.parse("2026-03-24T11:30:16Z")));
    assertThat(read(Address.parse("from=2026-03-29&until=2026-03-29")).before())
        .isEqualTo(
            new Window(
                Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-28T23:00:00Z")));
  }

  @Test
  void lastYearMeansTheSameWeekdays() {
    Question question = read(Address.parse("from=2026-03-02&until=2026-03-08&compare=last_year"));
    assertThat(question.before())
        .isEqualTo(
            Window.ofDates(
                LocalDate.parse("2025-03-03"), LocalDate.parse("2025-03-10"), STOCKHOLM));
    assertThat(read(Address.parse("compare=none")).before()).isNull();
  }

  private Question read(Address address) {
    return questions.read(address, NamedPeriod.TODAY, STOCKHOLM, NOW);
  }
}
