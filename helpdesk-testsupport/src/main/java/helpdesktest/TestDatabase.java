package helpdesktest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives every test context an empty database of its own, on the one server of this JVM. */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Bean
  JdbcConnectionDetails testConnectionDetails() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    String database = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new Details(server, database);
  }

  private record Details(PostgresServer server, String database) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return server.user();
    }

    @Override
    public String getPassword() {
      return server.password();
    }

    @Override
    public String getJdbcUrl() {
      return server.url(database);
    }
  }
}
