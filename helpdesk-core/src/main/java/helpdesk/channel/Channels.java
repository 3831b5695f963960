package helpdesk.channel;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The configured channels. */
@Service
@Transactional
public class Channels {
  private static final String COLUMNS =
      """
      id, kind, name, address, display_name, language, team_id, open_threads, active, signature,
      rating_links, default_tags, calendar_id, acknowledge, promise_minutes, closed_reply
      """;
  private static final String CHANGE =
      """
      UPDATE channel SET display_name = :display, language = :language, team_id = :team,
             open_threads = :open, active = :active, signature = :signature, rating_links = :rating,
             default_tags = :tags, calendar_id = CAST(:calendar AS bigint),
             acknowledge = :acknowledge, promise_minutes = CAST(:promise AS integer),
             closed_reply = :closed
       WHERE id = :id
      """;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;

  Channels(JdbcClient jdbc, Sequences sequences, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  /**
   * Creates a mailbox's channel, without servers yet.
   *
   * @throws DomainException (conflict) if the address is taken
   */
  public Channel createEmail(
      EmailAddress address, @Nullable String displayName, @Nullable Locale language) {
    ChannelId id = new ChannelId(sequences.next("channel_id_seq"));
    try {
      jdbc.sql(
              """
              INSERT INTO channel (id, kind, name, address, display_name, language, created_at)
              VALUES (:id, 'email', :name, :address, :display, :language, :now)
              """)
          .param("id", id.value())
          .param("name", address.value())
          .param("address", address.value())
          .param("display", displayName)
          .param("language", language == null ? null : language.getLanguage())
          .param("now", Sql.at(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "There is already a mailbox with this address.");
    }
    jdbc.sql("INSERT INTO mailbox (channel_id) VALUES (:id)").param("id", id.value()).update();
    return byId(id);
  }

  /**
   * Changes how the channel presents itself and what becomes of what it brings. An inactive mailbox
   * is neither fetched nor sent from; its history stays.
   *
   * @throws DomainException (not found) if there is none
   */
  public void change(ChannelId id, ChannelSettings settings) {
    Locale language = settings.language();
    TeamId team = settings.team();
    Duration promise = settings.promise();
    int changed =
        jdbc.sql(CHANGE)
            .param("id", id.value())
            .param("display", settings.displayName())
            .param("language", language == null ? null : language.getLanguage())
            .param("team", team == null ? null : team.value())
            .param("open", settings.openThreads())
            .param("active", settings.active())
            .param("signature", settings.signature())
            .param("rating", settings.ratingLinks())
            .param("tags", settings.defaultTags().toArray(String[]::new))
            .param("calendar", settings.calendar())
            .param("acknowledge", settings.acknowledge())
            .param("promise", promise == null ? null : promise.toMinutes())
            .param("closed", settings.closedReply().key())
            .update();
    if (changed == 0) {
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such channel.");
    }
  }

  /**
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public Channel byId(ChannelId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM channel WHERE id = :id")
        .param("id", id.value())
        .query(Channels::read)
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such channel."));
  }

  /** The mailbox with that address. */
  @Transactional(readOnly = true)
  public Optional<Channel> byAddress(EmailAddress address) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM channel WHERE address = :address")
        .param("address", address.value())
        .query(Channels::read)
        .optional();
  }

  /** All channels by name. */
  @Transactional(readOnly = true)
  public List<Channel> all() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM channel ORDER BY lower(name), id")
        .query(Channels::read)
        .list();
  }

  /** The mailbox that mail leaves from: the named one, else the first active one, else none. */
  @Transactional(readOnly = true)
  public Optional<Channel> sender(@Nullable ChannelId wanted) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                   FROM channel WHERE kind = 'email' AND active
                  ORDER BY (id = CAST(:wanted AS bigint)) DESC NULLS LAST, id LIMIT 1
                """)
        .param("wanted", wanted == null ? null : wanted.value())
        .query(Channels::read)
        .optional();
  }

  private static Channel read(ResultSet row, int n) throws SQLException {
    return new Channel(
        new ChannelId(row.getLong("id")),
        ChannelKind.of(row.getString("kind")),
        row.getString("name"),
        EmailAddress.parse(row.getString("address")),
        settings(row));
  }

  private static ChannelSettings settings(ResultSet row) throws SQLException {
    String language = row.getString("language");
    Long team = Sql.longOrNull(row, "team_id");
    Long promise = Sql.longOrNull(row, "promise_minutes");
    return new ChannelSettings(
        row.getString("display_name"),
        language == null ? null : Locale.forLanguageTag(language),
        team == null ? null : new TeamId(team),
        row.getBoolean("open_threads"),
        row.getBoolean("active"),
        row.getString("signature"),
        row.getBoolean("rating_links"),
        List.of((String[]) row.getArray("default_tags").getArray()),
        Sql.longOrNull(row, "calendar_id"),
        row.getBoolean("acknowledge"),
        promise == null ? null : Duration.ofMinutes(promise),
        ClosedReply.of(row.getString("closed_reply")));
  }
}
