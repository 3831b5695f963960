package helpdesk.contact;

import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Customers and their addresses. */
@Service
@Transactional
public class Contacts {
  private static final String SELECT =
      """
      SELECT c.id, c.name, c.language, c.created_at,
             ARRAY(SELECT a.address FROM contact_address a WHERE a.contact_id = c.id ORDER BY a.position, a.address) AS addresses
        FROM contact c
      """;
  private final JdbcClient jdbc;
  private final Clock clock;

  Contacts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The customer with that address, made if new. Safe when two transactions meet the same stranger:
   * the address is unique, the later one waits and finds the earlier.
   *
   * @param name fills in a name that was not known before
   * @param language fills in a language that was not known before
   */
  public ContactId findOrCreate(
      EmailAddress address, @Nullable String name, @Nullable Locale language) {
    Optional<ContactId> known = idOf(address);
    if (known.isPresent()) {
      complete(known.get(), name, language);
      return known.get();
    }
    Made made = make(address, name, language);
    if (made.theirs) return made.id;
    jdbc.sql("DELETE FROM contact WHERE id = :id").param("id", made.id.value()).update();
    return idOf(address).orElseThrow();
  }

  /**
   * @param theirs whether the address was still free and is theirs now
   */
  private record Made(ContactId id, boolean theirs) {}

  private Made make(EmailAddress address, @Nullable String name, @Nullable Locale language) {
    return jdbc.sql(
            """
            WITH person AS (
              INSERT INTO contact (id, name, language, created_at)
              VALUES (nextval('contact_id_seq'), :name, :language, :now) RETURNING id),
            theirs AS (
              INSERT INTO contact_address (address, contact_id) SELECT :address, id FROM person
              ON CONFLICT (address) DO NOTHING RETURNING contact_id)
            SELECT person.id, EXISTS (SELECT FROM theirs) AS theirs FROM person
            """)
        .param("name", name)
        .param("language", language == null ? null : language.getLanguage())
        .param("now", Sql.at(clock.instant()))
        .param("address", address.value())
        .query((row, n) -> new Made(new ContactId(row.getLong("id")), row.getBoolean("theirs")))
        .single();
  }

  /** The id behind an address. */
  @Transactional(readOnly = true)
  public Optional<ContactId> idOf(EmailAddress address) {
    return jdbc.sql("SELECT contact_id FROM contact_address WHERE address = :address")
        .param("address", address.value())
        .query((row, n) -> new ContactId(row.getLong(1)))
        .optional();
  }

  /** The customer behind an address. */
  @Transactional(readOnly = true)
  public Optional<Contact> byAddress(EmailAddress address) {
    return jdbc.sql(
            SELECT + " JOIN contact_address k ON k.contact_id = c.id WHERE k.address = :address")
        .param("address", address.value())
        .query(Contacts::read)
        .optional();
  }

  /**
   * @throws DomainException (not found) if there is no such customer
   */
  @Transactional(readOnly = true)
  public Contact byId(ContactId id) {
    return jdbc.sql(SELECT + " WHERE c.id = :id")
        .param("id", id.value())
        .query(Contacts::read)
        .optional()
        .orElseThrow(
            () ->
                new DomainException(DomainException.Kind.NOT_FOUND, "There is no such customer."));
  }

  /** So many organisations at most, by name. */
  @Transactional(readOnly = true)
  public List<Organisation> organisations(int limit) {
    return jdbc.sql("SELECT id, name FROM organisation ORDER BY lower(name), id LIMIT :limit")
        .param("limit", limit)
        .query((row, n) -> new Organisation(row.getLong("id"), row.getString("name")))
        .list();
  }

  /** The organisation of that name; of several, the one that was known first. */
  @Transactional(readOnly = true)
  public Optional<Organisation> organisation(String name) {
    return jdbc.sql(
            "SELECT id, name FROM organisation WHERE lower(name) = lower(:name) ORDER BY id LIMIT 1")
        .param("name", name)
        .query((row, n) -> new Organisation(row.getLong("id"), row.getString("name")))
        .optional();
  }

  /** So many customers by id, behind one of them; null begins at the first. */
  @Transactional(readOnly = true)
  public List<Contact> page(@Nullable ContactId after, int limit) {
    return jdbc.sql(SELECT + " WHERE c.id > :after ORDER BY c.id LIMIT :limit")
        .param("after", after == null ? 0 : after.value())
        .param("limit", limit)
        .query(Contacts::read)
        .list();
  }

  /** Notes that mail to these addresses came back for good. */
  public void bounced(Collection<EmailAddress> addresses, Instant at) {
    jdbc.sql(
            "UPDATE contact_address SET bounced_at = :at WHERE address = ANY(:addresses) AND bounced_at IS NULL")
        .param("at", Sql.at(at))
        .param("addresses", addresses.stream().map(EmailAddress::value).toArray(String[]::new))
        .update();
  }

  /** Somebody writes from that address: what was noted of it is over. */
  public void heardFrom(EmailAddress address) {
    jdbc.sql(
            "UPDATE contact_address SET bounced_at = NULL WHERE address = :address AND bounced_at IS NOT NULL")
        .param("address", address.value())
        .update();
  }

  /**
   * Writes to a customer at that address from now on. One that belongs to somebody else stays
   * theirs.
   */
  public void prefer(ContactId id, EmailAddress address) {
    jdbc.sql(
            """
            INSERT INTO contact_address (address, contact_id, position)
            SELECT :address, :id, coalesce(min(position), 0) - 1 FROM contact_address WHERE contact_id = :id
            ON CONFLICT (address) DO UPDATE SET position = excluded.position, bounced_at = NULL
             WHERE contact_address.contact_id = :id
            """)
        .param("id", id.value())
        .param("address", address.value())
        .update();
  }

  private void complete(ContactId id, @Nullable String name, @Nullable Locale language) {
    if (name == null && language == null) return;
    jdbc.sql(
            """
            UPDATE contact SET name = coalesce(name, :name), language = coalesce(language, :language)
             WHERE id = :id AND ((name IS NULL AND CAST(:name AS text) IS NOT NULL)
                              OR (language IS NULL AND CAST(:language AS text) IS NOT NULL))
            """)
        .param("id", id.value())
        .param("name", name)
        .param("language", language == null ? null : language.getLanguage())
        .update();
  }

  private static Contact read(ResultSet row, int n) throws SQLException {
    String language = row.getString("language");
    List<EmailAddress> addresses =
        Arrays.stream((String[]) row.getArray("addresses").getArray())
            .map(EmailAddress::new)
            .toList();
    return new Contact(
        new ContactId(row.getLong("id")),
        row.getString("name"),
        addresses,
        language == null ? null : Locale.forLanguageTag(language),
        Sql.instant(row, "created_at"));
  }
}
