package helpdesk.ticket;

import tools.jackson.databind.json.JsonMapper;

/** How {@link Remarks} lie in their column: an empty object says nothing. */
final class StoredRemarks {
  private static final String NOTHING = "{}";

  private StoredRemarks() {}

  static String write(JsonMapper json, Remarks remarks) {
    return remarks.equals(Remarks.NONE) ? NOTHING : json.writeValueAsString(remarks);
  }

  static Remarks read(JsonMapper json, String stored) {
    return stored.equals(NOTHING) ? Remarks.NONE : json.readValue(stored, Remarks.class);
  }
}
