package helpdesk.shared;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Many rows for one table, sent by PostgreSQL's COPY in the caller's transaction. */
public final class CopyRows {
  private final String target;
  private final StringBuilder text = new StringBuilder();
  private int rows;

  /**
   * @param target the table and its columns, such as {@code tag (id, name)}
   */
  public CopyRows(String target) {
    this.target = target;
  }

  /**
   * Adds a row: strings, numbers, booleans, instants, bytes and nulls, in the order of the columns.
   */
  public void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) text.append('\t');
      append(values[i]);
    }
    text.append('\n');
    rows++;
  }

  /** How many rows are waiting. */
  public int size() {
    return rows;
  }

  /** Sends the rows and forgets them. */
  public void send(DataSource dataSource) {
    if (rows == 0) return;
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + target + " FROM STDIN", new StringReader(text.toString()));
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("COPY " + target, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
    text.setLength(0);
    rows = 0;
  }

  private void append(@Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof Boolean flag) {
      text.append(flag ? 't' : 'f');
    } else if (value instanceof byte[] bytes) {
      text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    } else if (value instanceof Number || value instanceof Instant) {
      text.append(value);
    } else {
      escape(value.toString());
    }
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }
}
