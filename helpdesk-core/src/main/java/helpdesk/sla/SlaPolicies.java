package helpdesk.sla;

import helpdesk.story.States.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every policy there is and was. An edit makes a new edition; a ticket keeps what it was promised
 * until something changes on it that a policy may ask for.
 */
public final class SlaPolicies {
  /**
   * The policies from an instant on.
   *
   * @param validFrom null for the first edition
   */
  public record Edition(@Nullable Instant validFrom, List<SlaPolicy> policies) {
    /** Puts them in the order in which they are tried. */
    public Edition {
      policies = policies.stream().sorted(Comparator.comparingInt(SlaPolicy::position)).toList();
    }
  }

  private final List<Edition> editions;

  private SlaPolicies(List<Edition> editions) {
    this.editions = editions;
  }

  /** Policies that were never edited. */
  public static SlaPolicies of(List<SlaPolicy> policies) {
    return new SlaPolicies(List.of(new Edition(null, policies)));
  }

  /**
   * Policies with their history.
   *
   * @throws IllegalArgumentException unless the first edition has no beginning and the others begin
   *     one after the other
   */
  public static SlaPolicies ofEditions(List<Edition> editions) {
    for (int i = 0; i < editions.size(); i++) {
      Instant from = editions.get(i).validFrom;
      Instant before = i == 0 ? null : editions.get(i - 1).validFrom;
      boolean inOrder =
          i == 0 ? from == null : from != null && (before == null || before.isBefore(from));
      if (!inOrder) throw new IllegalArgumentException("Editions are not in order");
    }
    return new SlaPolicies(List.copyOf(editions));
  }

  /** The first policy, of those in force then, that is for such a ticket; null if none is. */
  @Nullable SlaPolicy select(State ticket, Instant at) {
    List<SlaPolicy> inForce = List.of();
    for (Edition edition : editions) {
      if (edition.validFrom != null && edition.validFrom.isAfter(at)) break;
      inForce = edition.policies;
    }
    return inForce.stream().filter(policy -> policy.when().hold(ticket)).findFirst().orElse(null);
  }
}
