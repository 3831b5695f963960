package helpdesktest;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL, started once per JVM: a container where a Docker engine answers within 15 s,
 * else an embedded one. {@code HELPDESK_TEST_DB=embedded|docker} decides by hand.
 */
public final class PostgresServer {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final String IMAGE = "postgres:18-alpine";
  private static final long DOCKER_SECONDS = 15;
  private final String address;
  private final String user;
  private final String password;

  private PostgresServer(String address, String user, String password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  private static final class Holder {
    static final PostgresServer SHARED = start();
  }

  /** The server of this JVM. */
  public static PostgresServer shared() {
    return Holder.SHARED;
  }

  /** The JDBC address of one of its databases. */
  public String url(String database) {
    return "jdbc:postgresql://" + address + "/" + database;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  private static PostgresServer start() {
    String mode = System.getenv().getOrDefault("HELPDESK_TEST_DB", "auto");
    if (!mode.equals("embedded")) {
      PostgresServer container = container();
      if (container != null) return container;
      if (mode.equals("docker"))
        throw new IllegalStateException("A Docker engine was asked for, but none answers");
    }
    return embedded();
  }

  private static @org.jspecify.annotations.Nullable PostgresServer container() {
    try {
      return CompletableFuture.supplyAsync(PostgresServer::startContainer)
          .get(DOCKER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.info("No container: {}", e.toString());
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static @org.jspecify.annotations.Nullable PostgresServer startContainer() {
    if (!DockerClientFactory.instance().isDockerAvailable()) return null;
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "max_connections=300");
    container.start();
    log.info("Tests run on a PostgreSQL container ({})", IMAGE);
    String address = container.getHost() + ":" + container.getMappedPort(5432);
    return new PostgresServer(address, container.getUsername(), container.getPassword());
  }

  private static PostgresServer embedded() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "300")
              .setRegisterShutdownHook(false)
              .start();
      // Spring's own hook closes the contexts first: nothing waits for a database that is gone.
      SpringApplication.getShutdownHandlers().add(() -> close(postgres));
      log.info("Tests run on an embedded PostgreSQL");
      return new PostgresServer("localhost:" + postgres.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      log.warn("The test database did not stop cleanly", e);
    }
  }
}
