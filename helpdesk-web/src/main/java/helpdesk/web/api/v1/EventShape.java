package helpdesk.web.api.v1;

import helpdesk.ticket.LoggedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of the log: what every event has, then what this one says, side by side. */
final class EventShape {
  private EventShape() {}

  static Map<String, Object> of(LoggedEvent logged) {
    Map<String, Object> actor = new LinkedHashMap<>();
    actor.put("type", logged.actor().type().key());
    actor.put("id", logged.actor().id());
    actor.put("name", logged.actor().name());
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", logged.id());
    shape.put("at", logged.occurredAt());
    shape.put("recorded_at", logged.recordedAt());
    shape.put("type", logged.event().type());
    shape.put("actor", actor);
    logged.event().payload().forEach(shape::putIfAbsent);
    return shape;
  }
}
