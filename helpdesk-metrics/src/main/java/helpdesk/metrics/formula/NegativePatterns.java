package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What disappointed customers have in common (docs/metrics.md, B.17).
 *
 * @param overall the share of low ratings among all
 * @param tags each tag's, by name
 */
public record NegativePatterns(Figure overall, List<Tag> tags) {
  private static final int FEWEST = 5;

  /** A rating, and what its ticket was about. */
  public record Rating(boolean low, Set<String> tags) {}

  /**
   * One tag.
   *
   * @param share of low ratings among those with the tag
   * @param lift that share by the share among all, null if nobody gave a low rating
   * @param pattern whether it is more than chance: at least 5 ratings, and the lower bound of its
   *     share lies above the share of all
   */
  public record Tag(String name, Figure share, @Nullable Double lift, boolean pattern) {}

  /** Looks at all of them. */
  public static NegativePatterns of(Collection<Rating> ratings) {
    Figure overall = share(ratings);
    List<Tag> tags =
        ratings.stream()
            .flatMap(rating -> rating.tags.stream())
            .collect(Collectors.toCollection(java.util.TreeSet::new))
            .stream()
            .map(name -> tag(name, ratings, overall))
            .toList();
    return new NegativePatterns(overall, tags);
  }

  private static Tag tag(String name, Collection<Rating> ratings, Figure overall) {
    Figure share = share(ratings.stream().filter(rating -> rating.tags.contains(name)).toList());
    Double value = share.value();
    Double usual = overall.value();
    Interval interval = share.interval();
    if (value == null || usual == null || interval == null || usual == 0)
      return new Tag(name, share, null, false);
    boolean pattern = share.n() >= FEWEST && interval.low() > usual;
    return new Tag(name, share, value / usual, pattern);
  }

  private static Figure share(Collection<Rating> ratings) {
    return Figure.share(ratings.stream().filter(Rating::low).count(), ratings.size());
  }
}
