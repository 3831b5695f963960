package helpdesk.sla;

/**
 * A policy that is kept.
 *
 * @param active whether it is tried; one that is switched off promises nothing
 */
public record KeptPolicy(SlaPolicyId id, boolean active, SlaWording wording) {
  KeptPolicy reading(SlaWording other) {
    return new KeptPolicy(id, active, other);
  }

  KeptPolicy switched(boolean on) {
    return new KeptPolicy(id, on, wording);
  }
}
