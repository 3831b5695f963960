package helpdesk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesktest.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabasePatienceTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void aDatabaseThatIsDownIsWaitedForAndThenNamed() throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/helpdesk";
    DatabasePatience patience =
        new DatabasePatience(url + "?password=secret", Duration.ofMillis(1), said::add);
    assertThatThrownBy(() -> patience.await(new DriverManagerDataSource(url, "a", "b")))
        .isInstanceOf(DatabaseTrouble.class)
        .hasMessageStartingWith("The database at postgresql://127.0.0.1:")
        .hasMessageNotContaining("secret");
    assertThat(said).singleElement().asString().startsWith("Waiting for the database at");
  }

  @Test
  void aDatabaseThatRefusesUsIsNotAskedAgain() {
    PostgresServer server = PostgresServer.shared();
    String url = server.url("no_such_database");
    DatabasePatience patience = new DatabasePatience(url, Duration.ofMinutes(5), said::add);
    assertThatThrownBy(
            () ->
                patience.await(new DriverManagerDataSource(url, server.user(), server.password())))
        .isInstanceOf(DatabaseTrouble.class)
        .hasMessageContaining("does not exist");
    assertThat(said).isEmpty();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
