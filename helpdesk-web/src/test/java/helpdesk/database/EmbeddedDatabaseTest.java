package helpdesk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir Path parent;

  @Test
  void dataOutliveARestartAndNobodyElseMayLookOrEnter() throws Exception {
    Path directory = parent.resolve("data");
    List<String> said = new ArrayList<>();
    int port;
    try (EmbeddedDatabase first = EmbeddedDatabase.start(directory, said::add)) {
      run(first, "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('this')");
      port = portOf(first);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("password"))))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> DriverManager.getConnection(first.url(), first.user(), "guess"))
          .isInstanceOf(SQLException.class);
      assertThat(ask(first, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(first, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(first, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, said::add))
          .isInstanceOf(DatabaseTrouble.class)
          .hasMessageContaining("Another Helpdesk (process " + ProcessHandle.current().pid() + ")");
    }
    try (EmbeddedDatabase second = EmbeddedDatabase.start(directory, said::add)) {
      assertThat(ask(second, "SELECT what FROM kept")).isEqualTo("this");
      assertThat(portOf(second)).isEqualTo(port);
    }
    assertThat(said)
        .containsExactly("Preparing the database (only the first time)…", "Starting the database…");
  }

  @Test
  void whatWasCommittedOutlivesAKilledApplicationWhoseServerIsTakenOver() throws Exception {
    Path directory = parent.resolve("data");
    Process application = startChild(directory);
    long orphan = serverOf(directory);
    application.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    List<String> said = new ArrayList<>();
    try (EmbeddedDatabase next = EmbeddedDatabase.start(directory, said::add)) {
      assertThat(ask(next, "SELECT what FROM kept")).isEqualTo("this");
      assertThat(serverOf(directory)).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan)).isEmpty();
    }
    assertThat(said).contains("Stopping the database that an earlier run left behind…");
  }

  @Test
  void aNumberOfAnotherProgramInThePidFileIsLeftAlone() throws Exception {
    Path directory = parent.resolve("data");
    EmbeddedDatabase.start(directory, line -> {}).close();
    long ours = ProcessHandle.current().pid();
    Files.writeString(directory.resolve("database/postmaster.pid"), ours + "\n" + directory + "\n");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, line -> {})) {
      assertThat(ask(database, "SELECT 'works'")).isEqualTo("works");
    }
  }

  /** A JVM of its own, as an application is, that starts the database and is then killed. */
  private static Process startChild(Path directory) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    assertThat(said.readLine()).isEqualTo("written");
    return child;
  }

  /** The application that is killed. */
  static final class Child {
    public static void main(String[] args) throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), line -> {});
      run(database, "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('this')");
      System.out.println("written");
      Thread.currentThread().join(); // until somebody kills us
    }
  }

  private static long serverOf(Path directory) throws IOException {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("database/postmaster.pid")).get(0).strip());
  }

  private static int portOf(EmbeddedDatabase database) {
    return Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
  }

  private static void run(EmbeddedDatabase database, String... sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String one : sql) statement.execute(one);
    }
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
