package helpdesk.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns events into rows and back: the record's name is the type, its components are the payload.
 */
final class EventCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private static final Map<String, Class<?>> CLASSES =
      Arrays.stream(TicketEvent.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(EventCodec::typeOf, Function.identity()));

  private static final Map<Class<?>, String> TYPES =
      CLASSES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private EventCodec() {}

  static String storedType(TicketEvent event) {
    return java.util.Objects.requireNonNull(TYPES.get(event.getClass()));
  }

  private static String typeOf(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  static String payload(TicketEvent event) {
    return JSON.writeValueAsString(event);
  }

  static TicketEvent event(String type, String payload) {
    Class<?> known = CLASSES.get(type);
    if (known == null) throw new IllegalStateException("Unknown event type " + type);
    return (TicketEvent) JSON.readValue(payload, known);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(TicketEvent event) {
    return JSON.convertValue(event, Map.class);
  }
}
