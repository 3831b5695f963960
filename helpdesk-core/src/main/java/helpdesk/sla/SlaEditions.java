package helpdesk.sla;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.calendar.CalendarId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rows of the editions. None is ever changed. */
@Repository
class SlaEditions {
  /** All policies from an instant on, in their order. */
  record Edition(long id, Instant validFrom, List<KeptPolicy> policies) {}

  private final JdbcClient jdbc;
  private final Sequences sequences;

  /** The editions that were read before: what was settled never changes. */
  private volatile List<Edition> known = List.of();

  SlaEditions(JdbcClient jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /** Lets one change after the other happen, on all nodes, until the transaction ends. */
  void lock() {
    jdbc.sql("LOCK TABLE sla_edition IN SHARE ROW EXCLUSIVE MODE").update();
  }

  /** Every edition, oldest first: one statement, which reads only what this node has not read. */
  List<Edition> all() {
    List<Edition> before = known;
    List<Edition> newer = after(before.isEmpty() ? 0 : before.get(before.size() - 1).id);
    if (newer.isEmpty()) return before;
    List<Edition> all = new ArrayList<>(before);
    all.addAll(newer);
    // a transaction that writes may have seen what it will take back
    if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) known = List.copyOf(all);
    return all;
  }

  private List<Edition> after(long id) {
    Map<Long, Edition> editions = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT e.id AS edition, e.valid_from, p.*,
                   ARRAY(SELECT t.target || ' ' || t.priority || ' ' || t.minutes FROM sla_target t
                          WHERE t.edition_id = p.edition_id AND t.policy_id = p.id) AS targets
              FROM sla_edition e JOIN sla_policy p ON p.edition_id = e.id
             WHERE e.id > :id ORDER BY e.id, p.position
            """)
        .param("id", id)
        .query(
            row -> {
              long edition = row.getLong("edition");
              Instant from = Sql.instant(row, "valid_from");
              editions
                  .computeIfAbsent(edition, n -> new Edition(n, from, new ArrayList<>()))
                  .policies
                  .add(policy(row));
            });
    return List.copyOf(editions.values());
  }

  void insert(Instant validFrom, List<KeptPolicy> policies, AgentId by) {
    long edition = sequences.next("sla_edition_id_seq");
    jdbc.sql("INSERT INTO sla_edition (id, valid_from, made_by) VALUES (:id, :from, :by)")
        .param("id", edition)
        .param("from", Sql.at(validFrom))
        .param("by", by.value())
        .update();
    int position = 0;
    for (KeptPolicy policy : policies) insert(edition, ++position, policy);
  }

  private void insert(long edition, int position, KeptPolicy policy) {
    SlaWording wording = policy.wording();
    SlaConditions when = wording.when();
    CalendarId calendar = wording.hours().calendar();
    jdbc.sql(
            """
            INSERT INTO sla_policy (edition_id, id, position, active, name, priorities, channels, teams, any_tag, all_tags,
                                    day_and_night, calendar_id, paused_in)
            VALUES (:edition, :id, :position, :active, :name, :priorities, :channels, :teams, :any, :all,
                    :dayAndNight, :calendar, :paused)
            """)
        .param("edition", edition)
        .param("id", policy.id().value())
        .param("position", position)
        .param("active", policy.active())
        .param("name", wording.name())
        .param("priorities", words(when.priorities(), Priority::key))
        .param("channels", words(when.channels(), ChannelKind::key))
        .param("teams", when.teams().stream().map(TeamId::value).sorted().toArray(Long[]::new))
        .param("any", words(when.anyTag(), Function.identity()))
        .param("all", words(when.allTags(), Function.identity()))
        .param("dayAndNight", wording.hours().dayAndNight())
        .param("calendar", calendar == null ? null : calendar.value())
        .param("paused", words(wording.pausedIn(), Status::key))
        .update();
    wording
        .targets()
        .forEach(
            (target, lengths) ->
                lengths.forEach(
                    (priority, length) ->
                        jdbc.sql(
                                """
                                INSERT INTO sla_target (edition_id, policy_id, target, priority, minutes)
                                VALUES (:edition, :policy, :target, :priority, :minutes)
                                """)
                            .param("edition", edition)
                            .param("policy", policy.id().value())
                            .param("target", target.key())
                            .param("priority", priority.key())
                            .param("minutes", length.toMinutes())
                            .update()));
  }

  /** A name for a policy that is to be. */
  SlaPolicyId nextId() {
    return new SlaPolicyId(sequences.next("sla_policy_id_seq"));
  }

  private static KeptPolicy policy(ResultSet row) throws SQLException {
    SlaConditions when =
        new SlaConditions(
            set(row, "priorities", word -> Priority.of((String) word)),
            set(row, "channels", word -> ChannelKind.of((String) word)),
            set(row, "teams", id -> new TeamId((Long) id)),
            set(row, "any_tag", String.class::cast),
            set(row, "all_tags", String.class::cast));
    Long calendar = Sql.longOrNull(row, "calendar_id");
    SlaHours hours =
        new SlaHours(
            row.getBoolean("day_and_night"), calendar == null ? null : new CalendarId(calendar));
    SlaWording wording =
        new SlaWording(
            row.getString("name"),
            when,
            hours,
            set(row, "paused_in", word -> Status.of((String) word)),
            targets((String[]) row.getArray("targets").getArray()));
    return new KeptPolicy(new SlaPolicyId(row.getLong("id")), row.getBoolean("active"), wording);
  }

  private static Map<SlaTarget, Map<Priority, Duration>> targets(String[] rows) {
    Map<SlaTarget, Map<Priority, Duration>> targets = new EnumMap<>(SlaTarget.class);
    for (String row : rows) {
      List<String> words = Arrays.asList(row.split(" ", 3));
      targets
          .computeIfAbsent(SlaTarget.of(words.get(0)), t -> new EnumMap<>(Priority.class))
          .put(Priority.of(words.get(1)), Duration.ofMinutes(Long.parseLong(words.get(2))));
    }
    return targets;
  }

  private static <T> Set<T> set(ResultSet row, String column, Function<Object, T> reader)
      throws SQLException {
    return Arrays.stream((Object[]) row.getArray(column).getArray())
        .map(reader)
        .collect(Collectors.toSet());
  }

  private static <T> String[] words(Collection<T> some, Function<T, String> word) {
    return some.stream().map(word).sorted().toArray(String[]::new);
  }
}
