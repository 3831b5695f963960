package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one ticket with its conversation in three statements. */
@Service
@Transactional(readOnly = true)
public class TicketReader {
  private static final String TICKET =
      """
      SELECT t.*, h.name AS channel_name, c.name AS requester_name,
             (SELECT k.address FROM contact_address k WHERE k.contact_id = c.id ORDER BY k.position, k.address LIMIT 1) AS requester_email,
             a.name AS assignee_name, a.email AS assignee_email, m.name AS team_name,
             (SELECT number FROM ticket x WHERE x.id = t.merged_into) AS merged_number,
             (SELECT number FROM ticket x WHERE x.id = t.follow_up_of) AS follow_up_number,
             (SELECT number FROM ticket x WHERE x.id = t.suggested_ticket) AS suggested_number,
             ARRAY(SELECT g.name FROM ticket_tag x JOIN tag g ON g.id = x.tag_id WHERE x.ticket_id = t.id ORDER BY g.name) AS tags,
             ARRAY(SELECT p.address FROM ticket_participant p WHERE p.ticket_id = t.id AND NOT EXISTS (
                     SELECT 1 FROM contact_address k WHERE k.address = p.address AND k.contact_id = t.requester_id)
                    ORDER BY p.address) AS followers,
             ARRAY(SELECT f.agent_id FROM ticket_follower f WHERE f.ticket_id = t.id) AS followed_by,
             ARRAY(SELECT address FROM channel WHERE kind = 'email') AS mailboxes
        FROM ticket t
        JOIN contact c ON c.id = t.requester_id
        LEFT JOIN channel h ON h.id = t.channel_id
        LEFT JOIN agent a ON a.id = t.assignee_id
        LEFT JOIN team m ON m.id = t.team_id
      """;
  private static final String MESSAGES =
      """
      SELECT m.*, o.id AS outbound_id, o.state AS delivery_state, o.detail AS delivery_detail,
             o.reason AS delivery_reason, o.returned_for, o.settled_at,
             (SELECT number FROM ticket x WHERE x.id = m.own_ticket) AS own_number
        FROM message m
        LEFT JOIN LATERAL (SELECT id, state, detail, reason, returned_for, settled_at FROM outbound_message o
                            WHERE o.message_id = m.id ORDER BY id DESC LIMIT 1) o ON true
       WHERE m.ticket_id = :ticket ORDER BY m.at, m.id
      """;
  private static final String FILES =
      """
      SELECT f.* FROM attachment f JOIN message m ON m.id = f.message_id WHERE m.ticket_id = :ticket ORDER BY f.id
      """;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  TicketReader(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * @throws TicketNotFound if there is none
   */
  public TicketView byNumber(TicketNumber number) {
    long id =
        jdbc.sql("SELECT id FROM ticket WHERE number = :number")
            .param("number", number.value())
            .query(Long.class)
            .optional()
            .orElseThrow(() -> new TicketNotFound(number));
    List<TicketView.Message> messages = messages(id, files(id));
    return jdbc.sql(TICKET + " WHERE t.number = :number")
        .param("number", number.value())
        .query((row, n) -> ticket(row, messages))
        .single();
  }

  /** Tickets without their conversations, in the order of the ids, in one statement. */
  public List<TicketView> heads(List<TicketId> ids) {
    return jdbc.sql(TICKET + " WHERE t.id = ANY(:ids) ORDER BY array_position(:ids, t.id)")
        .param("ids", ids.stream().map(TicketId::value).toArray(Long[]::new))
        .query((row, n) -> ticket(row, List.of()))
        .list();
  }

  /** What the customer wrote last, if they wrote anything. */
  public Optional<CustomerWords> lastWords(TicketId ticket) {
    return jdbc.sql(
            """
            SELECT author_name, author_address, at, visible_text FROM message
             WHERE ticket_id = :ticket AND kind = 'customer' ORDER BY at DESC, id DESC LIMIT 1
            """)
        .param("ticket", ticket.value())
        .query(
            (row, n) ->
                new CustomerWords(
                    row.getString("author_name"),
                    row.getString("author_address"),
                    Sql.instant(row, "at"),
                    row.getString("visible_text")))
        .optional();
  }

  /**
   * The inside name of the ticket with that number.
   *
   * @throws TicketNotFound if there is none
   */
  public TicketId idOf(TicketNumber number) {
    return jdbc.sql("SELECT id FROM ticket WHERE number = :number")
        .param("number", number.value())
        .query((row, n) -> new TicketId(row.getLong("id")))
        .optional()
        .orElseThrow(() -> new TicketNotFound(number));
  }

  /**
   * One attached file.
   *
   * @throws DomainException (not found) if there is none
   */
  public TicketView.File file(long attachment) {
    return jdbc.sql("SELECT * FROM attachment WHERE id = :id")
        .param("id", attachment)
        .query((row, n) -> file(row))
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such file."));
  }

  private Map<Long, List<TicketView.File>> files(long ticket) {
    Map<Long, List<TicketView.File>> byMessage = new HashMap<>();
    jdbc.sql(FILES)
        .param("ticket", ticket)
        .query(
            row -> {
              byMessage
                  .computeIfAbsent(row.getLong("message_id"), m -> new ArrayList<>())
                  .add(file(row));
            });
    return byMessage;
  }

  private static TicketView.File file(ResultSet row) throws SQLException {
    return new TicketView.File(
        row.getLong("id"),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        row.getString("name"),
        row.getString("type"),
        row.getLong("size"),
        row.getBoolean("inline"),
        row.getString("content_id"),
        row.getString("fetched_from"));
  }

  private List<TicketView.Message> messages(long ticket, Map<Long, List<TicketView.File>> files) {
    return jdbc.sql(MESSAGES).param("ticket", ticket).query((row, n) -> message(row, files)).list();
  }

  private TicketView.Message message(ResultSet row, Map<Long, List<TicketView.File>> byMessage)
      throws SQLException {
    List<TicketView.File> files = byMessage.getOrDefault(row.getLong("id"), List.of());
    JsonNode recipients = json.readTree(row.getString("recipients"));
    Long outbound = Sql.longOrNull(row, "outbound_id");
    return new TicketView.Message(
        new MessageId(row.getLong("id")),
        MessageKind.of(row.getString("kind")),
        Sql.instant(row, "at"),
        Sql.longOrNull(row, "author_agent"),
        row.getString("author_name"),
        row.getString("author_address"),
        parties(recipients.path("to")),
        parties(recipients.path("cc")),
        parties(recipients.path("bcc")),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("visible_text"),
        row.getString("body_html"),
        row.getString("rfc_message_id"),
        Sql.longOrNull(row, "inbound_id"),
        row.getString("reason"),
        number(row, "own_number"),
        outbound == null ? null : delivery(outbound, row),
        files.stream().filter(file -> file.fetchedFrom() == null).toList(),
        files.stream().filter(file -> file.fetchedFrom() != null).toList(),
        StoredRemarks.read(json, row.getString("remarks")));
  }

  private static TicketView.Delivery delivery(long outbound, ResultSet row) throws SQLException {
    return new TicketView.Delivery(
        outbound,
        row.getString("delivery_state"),
        row.getString("delivery_detail"),
        row.getString("delivery_reason"),
        Arrays.asList((String[]) row.getArray("returned_for").getArray()),
        Sql.instantOrNull(row, "settled_at") != null);
  }

  /** People as a message keeps them; what is no address is left out. */
  static List<Party> parties(JsonNode nodes) {
    List<Party> parties = new ArrayList<>();
    for (JsonNode node : nodes) {
      EmailAddress address = EmailAddress.parse(node.path("email").asString(""));
      String name = node.path("name").asString("");
      if (address != null) parties.add(new Party(name.isBlank() ? null : name, address));
    }
    return parties;
  }

  private static TicketView ticket(ResultSet row, List<TicketView.Message> messages)
      throws SQLException {
    Long team = Sql.longOrNull(row, "team_id");
    Set<EmailAddress> mailboxes = new HashSet<>(addresses(row, "mailboxes"));
    return new TicketView(
        new TicketId(row.getLong("id")),
        new TicketNumber(row.getLong("number")),
        row.getInt("version"),
        row.getString("subject"),
        Status.of(row.getString("status")),
        Priority.of(row.getString("priority")),
        ChannelKind.of(row.getString("channel_kind")),
        Sql.longOrNull(row, "channel_id"),
        row.getString("channel_name"),
        Origin.of(row.getString("origin")),
        row.getString("language"),
        person(
            row.getLong("requester_id"),
            row.getString("requester_name"),
            row.getString("requester_email")),
        Sql.longOrNull(row, "assignee_id") == null
            ? null
            : person(
                row.getLong("assignee_id"),
                row.getString("assignee_name"),
                row.getString("assignee_email")),
        team == null ? null : new TicketView.Named(team, row.getString("team_name")),
        Arrays.asList((String[]) row.getArray("tags").getArray()),
        row.getBoolean("spam"),
        row.getBoolean("trashed"),
        number(row, "merged_number"),
        number(row, "follow_up_number"),
        number(row, "suggested_number"),
        Sql.instantOrNull(row, "waiting_since"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"),
        Sql.instantOrNull(row, "resolved_at"),
        followers(row, new OwnMailboxes(mailboxes)),
        followedBy(row),
        mailboxes,
        messages);
  }

  private static Set<AgentId> followedBy(ResultSet row) throws SQLException {
    Set<AgentId> agents = new HashSet<>();
    for (Object id : (Object[]) row.getArray("followed_by").getArray())
      agents.add(new AgentId((Long) id));
    return agents;
  }

  private static List<EmailAddress> followers(ResultSet row, OwnMailboxes ours)
      throws SQLException {
    return addresses(row, "followers").stream().filter(a -> !ours.include(a)).toList();
  }

  private static List<EmailAddress> addresses(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(EmailAddress::parse)
        .filter(Objects::nonNull)
        .toList();
  }

  private static TicketView.Person person(long id, @Nullable String name, @Nullable String email) {
    String shown = name != null && !name.isBlank() ? name : email == null ? "–" : email;
    return new TicketView.Person(id, shown, email);
  }

  private static @Nullable TicketNumber number(ResultSet row, String column) throws SQLException {
    Long value = Sql.longOrNull(row, column);
    return value == null ? null : new TicketNumber(value);
  }
}
