package helpdesk.metrics.insight;

import helpdesk.tag.Tag;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which tags want a second look (docs/metrics.md, B.21): those that say what but seldom why, those
 * that hardly anybody uses, and those that are another one in a different spelling.
 */
public final class TagReview {
  private static final double WIDE = 5;
  private static final double COVERED = 50;
  private static final long SELDOM = 3;

  private TagReview() {}

  /** What is the matter with a tag. */
  public enum Why {
    NO_REASON,
    SELDOM,
    ALIKE
  }

  /**
   * What is known of a tag's use.
   *
   * @param resolved how many tickets with it were resolved in the period
   * @param why how many of them say why they came
   * @param recent how many tickets of the last 90 days have it
   */
  public record Use(Tag tag, long resolved, long why, long recent) {}

  /**
   * Something to look at.
   *
   * @param other the tag it looks like, empty for any other reason
   */
  public record Finding(Use use, Why why, String other) {}

  /**
   * Looks at all of them.
   *
   * @param resolved how many tickets were resolved in the period
   */
  public static List<Finding> of(Collection<Use> uses, long resolved) {
    List<Finding> findings = new ArrayList<>();
    for (Use use : uses) {
      boolean wide = use.resolved * 100.0 > WIDE * resolved;
      boolean silent = use.why * 100.0 < COVERED * use.resolved;
      if (use.tag.kind() == Tag.Kind.WHAT && wide && silent)
        findings.add(new Finding(use, Why.NO_REASON, ""));
    }
    alike(uses, findings);
    for (Use use : uses) if (use.recent < SELDOM) findings.add(new Finding(use, Why.SELDOM, ""));
    return findings;
  }

  private static void alike(Collection<Use> uses, List<Finding> findings) {
    Map<String, List<Use>> same = new LinkedHashMap<>();
    Map<String, Use> byName = new TreeMap<>();
    for (Use use : uses) byName.put(use.tag.name(), use);
    for (Use use : byName.values())
      same.computeIfAbsent(root(use.tag.name()), root -> new ArrayList<>()).add(use);
    for (List<Use> family : same.values())
      for (Use use : family.subList(1, family.size()))
        findings.add(new Finding(use, Why.ALIKE, family.get(0).tag.name()));
  }

  /** What is left of a name without case, accents, spaces and hyphens, and the end of a plural. */
  static String root(String name) {
    String plain =
        Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^\\p{L}\\p{N}]", "");
    return plain.length() > 3 && plain.endsWith("s")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }
}
