package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BallotTest {
  private static final Instant SENT = Instant.parse("2026-02-11T10:00:00Z");

  @Test
  void threeDifferentScoresWithinTenSecondsAreAMachine() {
    Ballot ballot = Ballot.count(SENT, List.of(at(60, 1), at(65, 2), at(70, 3)));

    assertThat(ballot.suspectedMachine()).isTrue();
    assertThat(ballot.score()).isEqualTo(3);
  }

  @Test
  void threeDifferentScoresOverElevenSecondsAreAPersonInDoubt() {
    Ballot ballot = Ballot.count(SENT, List.of(at(60, 1), at(65, 2), at(71, 3)));

    assertThat(ballot.suspectedMachine()).isFalse();
    assertThat(ballot.edits()).isEqualTo(2);
  }

  @Test
  void aPressHalfAMinuteAfterTheBurstIsTheAnswer() {
    Submission[] burst = {at(60, 1), at(61, 2), at(62, 3)};

    assertThat(Ballot.count(SENT, with(burst, at(91, 5))).suspectedMachine()).isTrue();
    Ballot ballot = Ballot.count(SENT, with(burst, at(92, 5)));

    assertThat(ballot.suspectedMachine()).isFalse();
    assertThat(ballot.score()).isEqualTo(5);
    assertThat(ballot.submittedAt()).isEqualTo(SENT.plusSeconds(92));
    assertThat(ballot.edits()).isZero();
  }

  @Test
  void aBurstDoesNotTouchTheAnswerBeforeIt() {
    Ballot ballot = Ballot.count(SENT, List.of(at(60, 4), at(600, 1), at(601, 2), at(602, 3)));

    assertThat(ballot.score()).isEqualTo(4);
    assertThat(ballot.suspectedMachine()).isFalse();
    assertThat(ballot.changedAt()).isEqualTo(SENT.plusSeconds(60));
  }

  @Test
  void aPressWithinTwoSecondsOfSendingIsAMachine() {
    assertThat(Ballot.count(SENT, List.of(at(1, 5))).suspectedMachine()).isTrue();
    assertThat(Ballot.count(SENT, List.of(at(2, 5))).suspectedMachine()).isFalse();
  }

  private static List<Submission> with(Submission[] burst, Submission last) {
    Submission[] all = Arrays.copyOf(burst, burst.length + 1);
    all[burst.length] = last;
    return List.of(all);
  }

  private static Submission at(int seconds, int score) {
    return new Submission(SENT.plusSeconds(seconds), score, false, null, null, null, "en");
  }
}
