package helpdesk.metrics.catalog;

import helpdesk.metrics.sum.SumReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Which rows {@code r} pass a filter. */
public final class FilterSql {
  private static final String TAGGED =
      "(SELECT count(*) FROM ticket_tag x JOIN tag y ON y.id = x.tag_id WHERE x.ticket_id ="
          + " r.ticket_id AND y.name = ANY(:%s))";

  private FilterSql() {}

  /** The contributions that pass, null if all do. */
  static SumReader.@Nullable Only only(Filter filter) {
    if (filter.equals(Filter.NONE)) return null;
    StringBuilder sql = new StringBuilder();
    append(sql, filter);
    return new SumReader.Only() {
      @Override
      public String sql() {
        return sql.toString();
      }

      @Override
      public void bind(StatementSpec statement) {
        FilterSql.bind(statement, filter);
      }
    };
  }

  /** Adds the conditions that the filter makes, each with a leading {@code AND}. */
  public static void append(StringBuilder sql, Filter filter) {
    if (filter.channel() != null) sql.append(" AND r.channel = :channel");
    if (filter.team() != null) sql.append(" AND r.team_id = :team");
    if (filter.agent() != null) sql.append(" AND r.agent_id = :agent");
    if (filter.priority() != null) sql.append(" AND r.priority = :priority");
    if (!filter.anyTag().isEmpty()) sql.append(" AND ").append(tagged("any_tag")).append(" > 0");
    if (!filter.allTags().isEmpty())
      sql.append(" AND ").append(tagged("all_tags")).append(" = :how_many_tags");
    if (!filter.noTag().isEmpty()) sql.append(" AND ").append(tagged("no_tag")).append(" = 0");
    if (filter.policy() != null) sql.append(" AND r.detail = :policy");
    if (filter.customer() != null) sql.append(ticket("k.requester_id = :customer"));
    if (filter.organisation() != null)
      sql.append(
          ticket(
              "k.requester_id IN (SELECT p.id FROM contact p WHERE p.organisation_id ="
                  + " :organisation)"));
    if (filter.language() != null) sql.append(ticket("k.language = :language"));
    if (filter.origin() != null) sql.append(ticket("k.origin = :origin"));
  }

  private static String tagged(String parameter) {
    return TAGGED.formatted(parameter);
  }

  private static String ticket(String condition) {
    return " AND EXISTS (SELECT FROM ticket k WHERE k.id = r.ticket_id AND " + condition + ")";
  }

  /** Binds what they name. */
  public static void bind(StatementSpec statement, Filter filter) {
    if (filter.channel() != null) statement.param("channel", filter.channel().key());
    if (filter.team() != null) statement.param("team", filter.team().value());
    if (filter.agent() != null) statement.param("agent", filter.agent().value());
    if (filter.priority() != null) statement.param("priority", filter.priority().key());
    if (!filter.anyTag().isEmpty()) statement.param("any_tag", array(filter.anyTag()));
    if (!filter.allTags().isEmpty())
      statement
          .param("all_tags", array(filter.allTags()))
          .param("how_many_tags", filter.allTags().stream().distinct().count());
    if (!filter.noTag().isEmpty()) statement.param("no_tag", array(filter.noTag()));
    if (filter.policy() != null) statement.param("policy", filter.policy());
    if (filter.customer() != null) statement.param("customer", filter.customer().value());
    if (filter.organisation() != null) statement.param("organisation", filter.organisation());
    if (filter.language() != null) statement.param("language", filter.language());
    if (filter.origin() != null) statement.param("origin", filter.origin().key());
  }

  private static String[] array(List<String> words) {
    return words.toArray(String[]::new);
  }
}
