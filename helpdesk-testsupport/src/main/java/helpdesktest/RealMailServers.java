package helpdesktest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A Postfix and a Dovecot of our own: mail handed to the one by SMTP lies in the other's mailboxes
 * for IMAP. They run from Debian's packages with configuration, queue and mail in a directory that
 * goes with them, on free ports of this machine; the machine's own mail servers are not touched.
 * Postfix wants to be started by root.
 */
public final class RealMailServers implements AutoCloseable {
  /** The password of every mailbox. */
  public static final String PASSWORD = "secret";

  private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
  private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final Path home;
  private final Extras extras;
  private final int imapPort = freePort();
  private final int imapsPort = freePort();
  private final int lmtpPort = freePort();
  private final int smtpPort = freePort();

  private RealMailServers(Path home, Extras extras) {
    this.home = home;
    this.extras = extras;
  }

  /**
   * What the servers can beyond the usual.
   *
   * @param tls whether they speak TLS and STARTTLS, for the host {@code localhost} only
   * @param tokenInfo where Dovecot asks whom a token belongs to (the token is appended); null if it
   *     takes none
   */
  public record Extras(boolean tls, @Nullable String tokenInfo) {
    /** Plain connections and passwords. */
    public static final Extras NONE = new Extras(false, null);

    /** TLS with a certificate of an authority of our own. */
    public static final Extras TLS = new Extras(true, null);
  }

  /**
   * Starts both with these mailboxes. Skips the test where they cannot be started, or fails it
   * where {@code HELPDESK_TESTS_REQUIRE} names {@code mail}.
   */
  public static RealMailServers with(String... addresses) {
    return with(Extras.NONE, addresses);
  }

  /** The same with extras. */
  public static RealMailServers with(Extras extras, String... addresses) {
    Required.check(
        Files.isExecutable(DOVECOT) && Files.isExecutable(POSTFIX),
        "mail",
        "Dovecot and Postfix are not installed");
    Required.check(
        "root".equals(System.getProperty("user.name")), "mail", "Postfix must be started by root");
    String version = run(DOVECOT.toString(), "--version");
    Required.check(version.startsWith("2.3"), "mail", "Dovecot 2.3 is needed, not " + version);
    try {
      // A short path: the servers' sockets lie in it, and the names of sockets are bounded.
      RealMailServers servers = new RealMailServers(Files.createTempDirectory("hdmail"), extras);
      servers.start(List.of(addresses));
      return servers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int imapPort() {
    return imapPort;
  }

  /** With TLS from the first byte, if the servers have it. */
  public int imapsPort() {
    return imapsPort;
  }

  public int smtpPort() {
    return smtpPort;
  }

  /** The authority that signed the servers' certificate, as a PEM file. */
  public Path authority() {
    return home.resolve("ca.pem");
  }

  /** Puts messages straight into a mailbox, over one LMTP connection. */
  public void deliver(String to, List<String> messages) {
    Lmtp.deliver(lmtpPort, to, messages);
  }

  /** Stops Dovecot: nobody answers at its port any more. */
  public void stopImap() {
    stop(home.resolve("run/master.pid"));
    await(imapPort, false);
  }

  /** Breaks every IMAP connection without a word, as a failing network does. */
  public void breakConnections() {
    try {
      long master = Long.parseLong(Files.readString(home.resolve("run/master.pid")).strip());
      ProcessHandle.of(master).stream()
          .flatMap(ProcessHandle::descendants)
          .filter(p -> p.info().command().filter(c -> c.endsWith("/imap")).isPresent())
          .forEach(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has Dovecot number a mailbox's messages anew: another UIDVALIDITY. Dovecot must be stopped. */
  public void renumber(String address) {
    Path maildir = home.resolve("mail").resolve(address).resolve("Maildir");
    try (Stream<Path> files = Files.list(maildir)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.equals("dovecot-uidlist") || name.startsWith("dovecot.index")) Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts Postfix; what lies in its queue goes on. */
  public void startSmtp() {
    run(POSTFIX.toString(), "-c", home.resolve("postfix").toString(), "start");
    await(smtpPort, true);
  }

  /** Stops Postfix: nobody answers at its port any more. */
  public void stopSmtp() {
    stop(home.resolve("queue/pid/master.pid"));
    await(smtpPort, false);
  }

  @Override
  public void close() {
    try {
      stopSmtp();
      stopImap();
    } finally {
      Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::removed);
    }
  }

  private void start(List<String> addresses) throws IOException {
    boolean started = false;
    try {
      configure(addresses);
      startImap();
      startSmtp();
      started = true;
    } finally {
      if (!started) close();
    }
  }

  /** Starts Dovecot; what lies in its mailboxes is there again. */
  public void startImap() {
    run(DOVECOT.toString(), "-c", home.resolve("dovecot.conf").toString());
    await(imapPort, true);
  }

  private void configure(List<String> addresses) throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    owned("mail", "nobody");
    owned("data", "postfix");
    Files.createDirectory(home.resolve("queue"));
    Files.createDirectory(home.resolve("postfix"));
    String users =
        addresses.stream()
            .map(address -> address + ":{PLAIN}" + PASSWORD + "\n")
            .collect(Collectors.joining());
    Files.writeString(home.resolve("users"), users);
    String domains =
        addresses.stream()
            .map(address -> address.substring(address.indexOf('@') + 1))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    if (extras.tls()) Certificates.write(home);
    write("oauth2.conf", MailConfigs.OAUTH2, "");
    write("dovecot.conf", MailConfigs.DOVECOT_CONF, "");
    write("postfix/main.cf", MailConfigs.MAIN_CF, domains);
    write("postfix/master.cf", MailConfigs.MASTER_CF, "");
  }

  private void owned(String name, String user) throws IOException {
    Path directory = Files.createDirectory(home.resolve(name));
    Files.setOwner(
        directory,
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  private void write(String name, String template, String domains) throws IOException {
    Files.writeString(
        home.resolve(name),
        template
            .replace("${ssl}", extras.tls() ? MailConfigs.TLS : "ssl = no")
            .replace("${smtptls}", extras.tls() ? MailConfigs.SMTP_TLS : "")
            .replace("${tokens}", extras.tokenInfo() == null ? "" : MailConfigs.TOKENS)
            .replace(
                "${mechanisms}",
                extras.tokenInfo() == null ? "plain login" : "plain login xoauth2 oauthbearer")
            .replace("${tokeninfo}", String.valueOf(extras.tokenInfo()))
            .replace("${imaps}", extras.tls() ? Integer.toString(imapsPort) : "0")
            .replace("${home}", home.toString())
            .replace("${imap}", Integer.toString(imapPort))
            .replace("${lmtp}", Integer.toString(lmtpPort))
            .replace("${smtp}", Integer.toString(smtpPort))
            .replace("${domains}", domains));
  }

  /**
   * What the command said; into a file, because a server that it leaves behind keeps a pipe open.
   */
  static String run(String... command) {
    try {
      Path said = Files.createTempFile("hdmail", ".out");
      try {
        return run(said, command);
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(Path said, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(said.toFile())
            .start();
    try {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String words = Files.readString(said).strip();
      if (ended && process.exitValue() == 0) return words;
      process.destroy();
      throw new IllegalStateException(Arrays.toString(command) + " did not succeed: " + words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks the one process whose id was written there to end. */
  private static void stop(Path pidFile) {
    try {
      if (!Files.exists(pidFile)) return;
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(int port, boolean answering) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(() -> answers(port) == answering);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The servers' last breaths may still write while we remove: the caller tries again. */
  private boolean removed() throws IOException {
    if (!Files.exists(home)) return true;
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException trouble)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    return !Files.exists(home);
  }
}
