package helpdesk.metrics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import helpdesk.metrics.insight.TagReview.Use;
import helpdesk.metrics.insight.TagReview.Why;
import helpdesk.tag.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagReviewTest {
  @Test
  void namesWhatSaysWhatButNotWhyIfItIsOnMoreThanOneInTwenty() {
    List<Use> uses =
        List.of(
            use("delivery", Tag.Kind.WHAT, 51, 25),
            use("invoice", Tag.Kind.WHAT, 51, 26), // half of them say why
            use("voucher", Tag.Kind.WHAT, 50, 0), // one in twenty is not more
            use("broken", Tag.Kind.WHY, 500, 0));

    assertThat(TagReview.of(uses, 1_000))
        .extracting(f -> f.use().tag().name(), TagReview.Finding::why)
        .containsExactly(tuple("delivery", Why.NO_REASON));
  }

  @Test
  void namesTagsThatAreAnotherInADifferentSpelling() {
    List<Use> uses =
        List.of(
            use("return", Tag.Kind.OTHER, 9, 9),
            use("returns", Tag.Kind.OTHER, 9, 9),
            use("devolución", Tag.Kind.OTHER, 9, 9),
            use("devolucion", Tag.Kind.OTHER, 9, 9),
            use("late by shipper", Tag.Kind.OTHER, 9, 9),
            use("late-by-shipper", Tag.Kind.OTHER, 9, 9),
            use("gas", Tag.Kind.OTHER, 9, 9),
            use("ga", Tag.Kind.OTHER, 9, 9));

    assertThat(TagReview.of(uses, 1_000))
        .extracting(f -> f.use().tag().name(), TagReview.Finding::why, TagReview.Finding::other)
        .containsExactlyInAnyOrder(
            tuple("returns", Why.ALIKE, "return"),
            tuple("devolución", Why.ALIKE, "devolucion"),
            tuple("late-by-shipper", Why.ALIKE, "late by shipper"));
  }

  @Test
  void namesTagsOnFewerThanThreeTicketsOfTheLastNinetyDays() {
    Tag seldom = new Tag(1, "fax", Tag.Kind.OTHER);
    Tag used = new Tag(2, "mail", Tag.Kind.OTHER);

    assertThat(TagReview.of(List.of(new Use(seldom, 0, 0, 2), new Use(used, 0, 0, 3)), 10))
        .extracting(f -> f.use().tag(), TagReview.Finding::why)
        .containsExactly(tuple(seldom, Why.SELDOM));
  }

  private static Use use(String name, Tag.Kind kind, long resolved, long why) {
    return new Use(new Tag(name.hashCode(), name, kind), resolved, why, 100);
  }
}
