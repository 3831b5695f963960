package helpdesk.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the programs of PostgreSQL on one data directory. */
final class PostgresPrograms {
  private static final long LONGEST_RECOVERY_SECONDS = 600;
  private static final String STOP_SECONDS = "60";
  private final Path directory;
  private final Path binaries;
  private final PostgresUser user;

  PostgresPrograms(Path directory, Path binaries, PostgresUser user) {
    this.directory = directory;
    this.binaries = binaries;
    this.user = user;
  }

  void share(Path file) throws IOException {
    user.share(file);
  }

  /** Makes an empty cluster; sorting and case follow Unicode and no setting of the machine. */
  void initdb(Path data, Path password) throws IOException {
    run(
        "initdb",
        "--pgdata=" + data,
        "--username=helpdesk",
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--text-search-config=simple",
        "--data-checksums");
  }

  /** pg_ctl gives the server a session of its own: Ctrl-C in our terminal does not reach it. */
  void startServer() throws IOException {
    Path log = directory.resolve("log");
    Files.createDirectories(log);
    user.share(log);
    Path start = log.resolve("start.log");
    run(
        "pg_ctl",
        "--pgdata=" + data(),
        "--log=" + start,
        "--timeout=" + LONGEST_RECOVERY_SECONDS,
        "--wait",
        "start");
  }

  void stopServer() throws IOException {
    try {
      stop("fast");
    } catch (IOException e) {
      stop("immediate"); // the next start recovers from the log of writes
    }
  }

  private void stop(String mode) throws IOException {
    run(
        "pg_ctl",
        "--pgdata=" + data(),
        "--mode=" + mode,
        "--timeout=" + STOP_SECONDS,
        "--wait",
        "stop");
  }

  /**
   * Stops a server that outlived an application which was killed. We hold the lock, so what runs
   * our own copy of PostgreSQL is an orphan; what only has its number is left alone.
   */
  void stopOrphan(Consumer<String> progress) throws IOException {
    List<ProcessHandle> left = ourServers();
    Path pidFile = data().resolve("postmaster.pid");
    if (!left.isEmpty()) {
      progress.accept("Stopping the database that an earlier run left behind…");
      if (Files.exists(pidFile)) stopServer();
      for (ProcessHandle process : left) waitFor(process);
    } else {
      Files.deleteIfExists(pidFile); // after a crash its number may be another program's by now
    }
  }

  private List<ProcessHandle> ourServers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().map(this::isOurs).orElse(false))
        .toList();
  }

  private boolean isOurs(String command) {
    Path program = Path.of(command.replace(" (deleted)", ""));
    return program.startsWith(directory) && program.getFileName().toString().startsWith("postgres");
  }

  private static void waitFor(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("An earlier database (process " + process.pid() + ") does not stop", e);
    }
  }

  private Path data() {
    return directory.resolve("database");
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, program, ".out");
    try {
      // To a file, not a pipe: the server would keep a pipe open as long as it lives.
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      int status = waitFor(process);
      if (status != 0) throw new IOException(program + " says: " + said(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static String said(Path output) throws IOException {
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    return text.length() > 600 ? "…" + text.substring(text.length() - 600) : text;
  }
}
