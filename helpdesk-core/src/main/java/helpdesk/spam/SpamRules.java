package helpdesk.spam;

import helpdesk.agent.AgentId;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The lists of blocked and of allowed senders, and of phrases that only spam has. */
@Service
@Transactional
public class SpamRules {
  /** The most rules that are kept. */
  public static final int MOST = 5_000;

  /** The most phrases: each is sought in every message. */
  public static final int MOST_PHRASES = 200;

  private static final int SHORTEST_PHRASE = 4;
  private static final int LONGEST_PHRASE = 200;
  private static final int LONGEST_TEXT = 50_000;
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{3,253}$)([\\p{L}\\p{N}_-]{1,63}\\.)+[\\p{L}\\p{N}-]{2,63}");
  private static final Pattern GAPS = Pattern.compile("[\\s\\u00a0]+");
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;

  SpamRules(JdbcClient jdbc, Sequences sequences, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  /**
   * Rules with that in their value, or all; what is allowed first, by value.
   *
   * @param limit how many at most
   */
  @Transactional(readOnly = true)
  public List<SpamRule> find(@Nullable String part, int limit) {
    return jdbc.sql(
            """
            SELECT r.*, a.name AS added_by FROM sender_rule r LEFT JOIN agent a ON a.id = r.created_by
             WHERE position(:part IN r.value) > 0
             ORDER BY r.effect, r.kind, r.value LIMIT :limit
            """)
        .param("part", part == null ? "" : plain(part))
        .param("limit", limit)
        .query(SpamRules::read)
        .list();
  }

  /** How many rules there are. */
  @Transactional(readOnly = true)
  public long count() {
    return count(null);
  }

  /**
   * The rule that a message meets: one that allows its sender, else one that blocks it.
   *
   * @param subject as it is shown
   * @param text of which the first 50,000 characters are looked at
   */
  @Transactional(readOnly = true)
  public Optional<SpamRule> meeting(EmailAddress sender, String subject, String text) {
    String said = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    return jdbc.sql(
            """
            SELECT r.*, NULL AS added_by FROM sender_rule r
             WHERE (r.kind = 'address' AND r.value = :address)
                OR (r.kind = 'domain' AND r.value = ANY(:domains))
                OR (r.kind = 'phrase' AND (position(r.value IN :subject) > 0 OR position(r.value IN :said) > 0))
             ORDER BY r.effect, r.kind, length(r.value) DESC, r.id LIMIT 1
            """)
        .param("address", sender.value())
        .param("domains", domains(sender.domain()).toArray(new String[0]))
        .param("subject", plain(subject))
        .param("said", plain(said))
        .query(SpamRules::read)
        .optional();
  }

  /**
   * Adds a rule, unless it is there already; the opposite rule about the same sender goes.
   *
   * @param value as typed in: a leading {@code @} of a domain, capitals and gaps do not matter
   * @throws RefusedRule if it would not work, or the lists are full
   */
  public void add(SpamRule.Effect effect, SpamRule.Kind kind, String value, AgentId by) {
    String plain = checked(effect, kind, value);
    remove(opposite(effect), kind, plain);
    if (count(null) >= MOST || kind == SpamRule.Kind.PHRASE && count(kind) >= MOST_PHRASES)
      throw new RefusedRule(RefusedRule.Why.TOO_MANY, "The lists are full.");
    jdbc.sql(
            """
            INSERT INTO sender_rule (id, effect, kind, value, created_at, created_by)
            VALUES (:id, :effect, :kind, :value, :now, :by) ON CONFLICT DO NOTHING
            """)
        .param("id", sequences.next("sender_rule_id_seq"))
        .param("effect", effect.key())
        .param("kind", kind.key())
        .param("value", plain)
        .param("now", Sql.at(clock.instant()))
        .param("by", by.value())
        .update();
  }

  /** Takes a rule away, if it is there. */
  public void remove(long id) {
    jdbc.sql("DELETE FROM sender_rule WHERE id = :id").param("id", id).update();
  }

  /** Takes the rule about a sender away, if there is one. */
  public void remove(SpamRule.Effect effect, SpamRule.Kind kind, String value) {
    jdbc.sql("DELETE FROM sender_rule WHERE effect = :effect AND kind = :kind AND value = :value")
        .param("effect", effect.key())
        .param("kind", kind.key())
        .param("value", plain(value))
        .update();
  }

  private long count(SpamRule.@Nullable Kind kind) {
    String where = kind == null ? "" : " WHERE kind = '" + kind.key() + "'";
    return jdbc.sql("SELECT count(*) FROM sender_rule" + where).query(Long.class).single();
  }

  private static String checked(SpamRule.Effect effect, SpamRule.Kind kind, String value) {
    String plain = plain(value);
    switch (kind) {
      case ADDRESS -> {
        if (EmailAddress.parse(plain) == null)
          throw new RefusedRule(RefusedRule.Why.NO_ADDRESS, "This is no e-mail address.");
      }
      case DOMAIN -> {
        plain = plain.startsWith("@") ? plain.substring(1) : plain;
        if (!DOMAIN.matcher(plain).matches())
          throw new RefusedRule(RefusedRule.Why.NO_DOMAIN, "This is no domain.");
      }
      case PHRASE -> {
        if (effect == SpamRule.Effect.ALLOW)
          throw new RefusedRule(RefusedRule.Why.SENDERS_ONLY, "Only senders can be allowed.");
        if (plain.length() < SHORTEST_PHRASE || plain.length() > LONGEST_PHRASE)
          throw new RefusedRule(RefusedRule.Why.PHRASE_LENGTH, "A phrase has 4 to 200 characters.");
      }
    }
    return plain;
  }

  private static SpamRule.Effect opposite(SpamRule.Effect effect) {
    return effect == SpamRule.Effect.ALLOW ? SpamRule.Effect.BLOCK : SpamRule.Effect.ALLOW;
  }

  /** The domain and those above it, but for the last word alone. */
  private static List<String> domains(String domain) {
    List<String> domains = new ArrayList<>();
    for (String rest = domain; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1))
      domains.add(rest);
    return domains;
  }

  private static String plain(String text) {
    return GAPS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static SpamRule read(ResultSet row, int n) throws SQLException {
    return new SpamRule(
        row.getLong("id"),
        SpamRule.Effect.valueOf(row.getString("effect").toUpperCase(Locale.ROOT)),
        SpamRule.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("value"),
        Sql.instant(row, "created_at"),
        row.getString("added_by"));
  }
}
