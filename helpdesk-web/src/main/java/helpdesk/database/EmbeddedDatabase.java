package helpdesk.database;

import helpdesk.shared.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL that belongs to this application and keeps its data in the data directory. It
 * is reachable from this machine only, with a random password, and writes to disk what it says it
 * has written.
 *
 * <p>It survives us when we are killed. The next start takes the lock, stops the orphan and starts
 * anew, so that there is always exactly one.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String NAME = "helpdesk";
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final int STARTS = 3;
  private final DataDirectory directory;
  private final PostgresPrograms programs;
  private final String password;
  private int port;

  private EmbeddedDatabase(DataDirectory directory, PostgresPrograms programs, String password) {
    this.directory = directory;
    this.programs = programs;
    this.password = password;
  }

  /**
   * Starts the database of a directory, making both where they are missing.
   *
   * @param progress told, in whole words for a person, what is going on
   * @throws DatabaseTrouble if that is not possible, with what to do about it
   */
  public static EmbeddedDatabase start(Path wanted, Consumer<String> progress) {
    try {
      DataDirectory directory = DataDirectory.take(wanted);
      try {
        return start(directory, progress);
      } catch (IOException | SQLException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new DatabaseTrouble(
          "The database in "
              + wanted.toAbsolutePath().normalize()
              + " does not start: "
              + e.getMessage(),
          "Look into the log folder there; is the disk full, or the directory not yours?",
          e);
    }
  }

  private static EmbeddedDatabase start(DataDirectory directory, Consumer<String> progress)
      throws IOException, SQLException {
    Path data = directory.resolve("database");
    boolean first = !Files.exists(data);
    progress.accept(
        first ? "Preparing the database (only the first time)…" : "Starting the database…");
    Path binaries = PostgresBinaries.unpackInto(directory.path());
    String password = password(directory);
    PostgresUser user = PostgresUser.forDirectory(directory.path(), data);
    PostgresPrograms programs = new PostgresPrograms(directory.path(), binaries, user);
    if (first) create(directory, programs, user);
    checkVersion(data);
    programs.stopOrphan(progress);
    EmbeddedDatabase database = new EmbeddedDatabase(directory, programs, password);
    database.startServer();
    database.createDatabase();
    return database;
  }

  private static String password(DataDirectory directory) throws IOException {
    String known = directory.read("password");
    if (known != null) return known;
    String fresh = Tokens.random();
    directory.write("password", fresh);
    return fresh;
  }

  /** A cluster appears under its name only when it is whole. */
  private static void create(DataDirectory directory, PostgresPrograms programs, PostgresUser user)
      throws IOException {
    Path unfinished = directory.resolve("database.new");
    FileSystemUtils.deleteRecursively(unfinished);
    Files.createDirectory(unfinished);
    user.share(unfinished);
    programs.initdb(unfinished, directory.resolve("password"));
    Files.writeString(
        unfinished.resolve("postgresql.conf"),
        "\ninclude_if_exists = 'helpdesk.conf'  # written at every start\n",
        StandardOpenOption.APPEND);
    Files.move(unfinished, directory.resolve("database"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void checkVersion(Path data) throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (version.equals(PostgresBinaries.MAJOR_VERSION)) return;
    throw new DatabaseTrouble(
        "The data in "
            + data
            + " were written by PostgreSQL "
            + version
            + ", this Helpdesk brings "
            + PostgresBinaries.MAJOR_VERSION
            + ".",
        "Dump them with the Helpdesk that wrote them (pg_dump) and restore them into this one.",
        null);
  }

  /** The port of last time if it is free, so that what a person noted down stays true. */
  private void startServer() throws IOException {
    Path configuration = directory.resolve("database").resolve("helpdesk.conf");
    for (int attempt = 1; ; attempt++) {
      port = freePort(attempt == 1 ? directory.read("port") : null);
      Files.writeString(configuration, settings());
      programs.share(configuration);
      try {
        programs.startServer();
        directory.write("port", Integer.toString(port));
        return;
      } catch (IOException e) {
        if (attempt == STARTS) throw e; // another program may have taken the port meanwhile
      }
    }
  }

  private String settings() {
    return PostgresSettings.of(port, directory.resolve("log")).entrySet().stream()
        .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
        .collect(Collectors.joining());
  }

  private static int freePort(@org.jspecify.annotations.Nullable String wanted) throws IOException {
    for (String candidate : wanted == null ? List.of("0") : List.of(wanted, "0")) {
      try (ServerSocket socket =
          new ServerSocket(Integer.parseInt(candidate), 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException | NumberFormatException e) {
        if (candidate.equals("0")) throw e;
      }
    }
    throw new IOException("No port is free");
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), NAME, password)) {
      connection.isValid(5);
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) throw e;
      try (Connection connection = DriverManager.getConnection(url("postgres"), NAME, password);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + NAME);
      }
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?ApplicationName=helpdesk";
  }

  /** The JDBC address. */
  public String url() {
    return url(NAME);
  }

  /** The role that owns everything. */
  public String user() {
    return NAME;
  }

  /** Its password, random, kept in the data directory. */
  public String password() {
    return password;
  }

  /** Stops the server, everything written, and lets the directory go. */
  @Override
  public void close() {
    try {
      programs.stopServer();
    } catch (IOException e) {
      throw new DatabaseTrouble(
          "The database did not stop: " + e.getMessage(), "The next start will see to it.", e);
    } finally {
      directory.close();
    }
  }
}
