package helpdesk.web.inbox;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.QueueOrder;
import helpdesk.ticket.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which list an address means: a view in an order, narrowed by filters. The same words stand behind
 * {@code /inbox} and behind a ticket's address, which thereby knows its way back.
 */
public final class InboxQuery {
  /** The words of an address that narrow a view. */
  public static final Set<String> FILTERS =
      Set.of("status", "assignee", "channel", "team", "tag", "q", "waiting");

  private final View view;
  private final QueueOrder order;
  private final Map<String, String> filters;

  private InboxQuery(View view, QueueOrder order, Map<String, String> filters) {
    this.view = view;
    this.order = order;
    this.filters = filters;
  }

  /**
   * Reads the words of an address; those it does not know belong to somebody else.
   *
   * @throws DomainException (invalid) if a value is none of ours
   */
  public static InboxQuery of(Map<String, String> words) {
    Map<String, String> filters = new LinkedHashMap<>();
    for (String name : FILTERS.stream().sorted().toList()) {
      String value = words.getOrDefault(name, "").strip();
      if (!value.isEmpty()) filters.put(name, value);
    }
    String view = words.getOrDefault("view", "");
    View fallback = filters.containsKey("q") ? View.ALL : View.LIVE;
    String order = words.getOrDefault("order", "");
    InboxQuery query =
        new InboxQuery(
            view.isBlank() ? fallback : read(view, View::valueOf),
            order.isBlank() ? QueueOrder.CHANGED : read(order, QueueOrder::valueOf),
            filters);
    query.filter(new AgentId(0), null);
    return query;
  }

  public View view() {
    return view;
  }

  public QueueOrder order() {
    return order;
  }

  /** The word of the order in addresses, null for the newest change first. */
  public @Nullable String orderWord() {
    return order == QueueOrder.CHANGED ? null : order.name().toLowerCase(Locale.ROOT);
  }

  /** The same list in that order, or in the usual one if it is in that one. */
  public InboxQuery turned(String word) {
    QueueOrder wanted = read(word, QueueOrder::valueOf);
    return new InboxQuery(view, wanted == order ? QueueOrder.CHANGED : wanted, filters);
  }

  /** The value of a filter, null where it does not narrow. */
  public @Nullable String get(String filter) {
    return filters.get(filter);
  }

  /** Whether anything narrows the view, but for its team. */
  public boolean narrowed() {
    return filters.keySet().stream().anyMatch(name -> !name.equals("team"));
  }

  /** The filters that narrow, in a steady order. */
  public Map<String, String> filters() {
    return Map.copyOf(filters);
  }

  /** The same without one filter. */
  public InboxQuery without(String filter) {
    Map<String, String> rest = new LinkedHashMap<>(filters);
    rest.remove(filter);
    return new InboxQuery(view, order, rest);
  }

  /** The same with one filter more. */
  public InboxQuery with(String filter, String value) {
    Map<String, String> more = new LinkedHashMap<>(filters);
    more.put(filter, value);
    return new InboxQuery(view, order, more);
  }

  /** The view without any filter. */
  public InboxQuery plain() {
    return new InboxQuery(view, order, Map.of());
  }

  /** The words for an address, with a leading question mark, or nothing for the first view. */
  public String words() {
    Map<String, String> words = new LinkedHashMap<>();
    if (view != View.LIVE) words.put("view", view.key());
    if (orderWord() != null) words.put("order", orderWord());
    words.putAll(filters);
    return words.isEmpty()
        ? ""
        : words.entrySet().stream()
            .map(
                word ->
                    word.getKey()
                        + "="
                        + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** The address of the list. */
  public String address() {
    return "/inbox" + words();
  }

  /** What the list shows to that agent. */
  QueueFilter filter(AgentId me, @Nullable Instant updatedSince) {
    String status = filters.get("status");
    String assignee = filters.get("assignee");
    String team = filters.get("team");
    String channel = filters.get("channel");
    boolean unassigned = view == View.UNASSIGNED || "none".equals(assignee);
    return new QueueFilter(
        status == null ? view.statuses() : EnumSet.of(read(status, Status::valueOf)),
        assignee(me, assignee),
        unassigned,
        filters.containsKey("waiting"),
        team == null ? null : read(team, TeamId::valueOf),
        channel == null ? null : read(channel, ChannelKind::valueOf),
        filters.get("tag") == null ? null : filters.get("tag").toLowerCase(Locale.ROOT),
        null,
        filters.get("q"),
        updatedSince,
        view.folder());
  }

  private @Nullable AgentId assignee(AgentId me, @Nullable String assignee) {
    if (view == View.MINE || "me".equals(assignee)) return me;
    return assignee == null || assignee.equals("none") ? null : read(assignee, AgentId::valueOf);
  }

  private static <T> T read(String word, Function<String, T> reader) {
    try {
      return reader.apply(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new DomainException(
          DomainException.Kind.INVALID, "This list cannot be narrowed like that.");
    }
  }
}
