package helpdesk.history;

import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Actor;
import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ticket as a line tells it, seen to be readable; its names still stand for themselves.
 *
 * @param content a hash of what the line says, however it is spaced and ordered
 * @param requester who asked, null where the line does not say
 * @param calendar the working hours it was measured by there, null where the line does not say
 * @param events what happened, in the order of time; within a second in that of the line
 */
record TicketLine(
    long number,
    String externalId,
    byte[] content,
    @Nullable String subject,
    @Nullable Party requester,
    List<String> tags,
    @Nullable String calendar,
    ChannelKind channel,
    List<Told> events) {
  static final int LONGEST_ID = 200;
  private static final int MOST_EVENTS = 10_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** One event of a line. */
  record Told(Instant at, String type, Actor.Type actor, Fields fields) {
    TicketEvent event(ChannelKind channel, Names names) {
      return Vocabulary.read(type, actor, fields, channel, names);
    }

    /** The agent who did it, as they are called there; null for others and where nobody says. */
    @Nullable String agent() {
      boolean agent = actor == Actor.Type.AGENT && Vocabulary.namesItsActor(type);
      return agent ? fields.text("agent", LONGEST_ID) : null;
    }
  }

  /**
   * Reads a line.
   *
   * @throws RefusedLine if it cannot be taken
   */
  static TicketLine of(Lines.Line line) {
    byte[] bytes = line.bytes();
    if (bytes == null)
      throw new RefusedLine(
          "The line has more than the " + Lines.LONGEST + " bytes that are read.");
    JsonNode tree = tree(bytes);
    Fields fields = new Fields(tree, "");
    String externalId = fields.required("external_id", LONGEST_ID);
    List<Told> events = events(fields);
    ChannelKind channel =
        creation(events).fields().word("channel", ChannelKind::of, ChannelKind.EMAIL);
    TicketLine read =
        new TicketLine(
            line.number(),
            externalId,
            Tokens.sha256().digest(JSON.writeValueAsBytes(JSON.treeToValue(tree, Object.class))),
            fields.text("subject", 1_000),
            requester(fields),
            fields.tags("tags"),
            fields.text("calendar", 200),
            channel,
            events);
    read.check();
    return read;
  }

  /** The tickets of the same source that its events name. */
  Set<String> mentioned() {
    Set<String> mentioned = new TreeSet<>();
    Names names = Names.unknown(mentioned::add);
    events.forEach(told -> told.event(channel, names));
    return mentioned;
  }

  /** Every tag that the line or one of its events names. */
  Set<String> everyTag() {
    Set<String> every = new TreeSet<>(tags);
    for (Told told : events) {
      if (told.type().equals("ticket_created")) every.addAll(told.fields().tags("tags"));
      if (told.type().equals("tags_changed")) every.addAll(told.fields().tags("added"));
    }
    return every;
  }

  private void check() {
    Names names = Names.unknown(id -> {});
    for (Told told : events) {
      var _readable = told.event(channel, names);
      if (externalId.equals(otherSide(told)))
        throw new RefusedLine("A ticket cannot be merged into itself.");
    }
  }

  private static @Nullable String otherSide(Told told) {
    return switch (told.type()) {
      case "merged_into" -> told.fields().text("target", LONGEST_ID);
      case "merged_from" -> told.fields().text("source", LONGEST_ID);
      default -> null;
    };
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new RefusedLine("The line is no JSON.");
    }
  }

  private static List<Told> events(Fields line) {
    JsonNode nodes = line.node("events");
    if (nodes == null || !nodes.isArray() || nodes.isEmpty())
      throw line.wrong("events", "must be a list of events");
    if (nodes.size() > MOST_EVENTS)
      throw line.wrong("events", "may have at most " + MOST_EVENTS + " events");
    List<Told> events = new ArrayList<>(nodes.size());
    for (int n = 0; n < nodes.size(); n++) {
      Fields fields = new Fields(nodes.get(n), "events[" + n + "].");
      String type = fields.required("type", 60);
      Instant at = fields.instant("at");
      Actor.Type actor = fields.word("actor", Actor.Type::of, Vocabulary.usualActor(type));
      if (!Vocabulary.isComputed(type)) events.add(new Told(at, type, actor, fields));
    }
    events.sort(Comparator.comparing(Told::at));
    return List.copyOf(events);
  }

  private static Told creation(List<Told> events) {
    List<Told> creations =
        events.stream().filter(told -> told.type().equals("ticket_created")).toList();
    if (creations.size() == 1) return creations.get(0);
    throw new RefusedLine("events must have one ticket_created, not " + creations.size() + ".");
  }

  private static @Nullable Party requester(Fields line) {
    JsonNode node = line.node("requester");
    if (node == null) return null;
    if (!node.isObject()) return new Party(null, address(line.text("requester", 320)));
    Fields requester = new Fields(node, "requester.");
    return new Party(requester.text("name", 200), address(requester.text("email", 320)));
  }

  private static EmailAddress address(@Nullable String text) {
    EmailAddress address = EmailAddress.parse(text);
    if (address == null) throw new RefusedLine("requester has no e-mail address.");
    return address;
  }
}
