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
import org.awaitility.Awaitility;

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
  private final int imapPort = freePort();
  private final int lmtpPort = freePort();
  private final int smtpPort = freePort();

  private RealMailServers(Path home) {
    this.home = home;
  }

  /**
   * Starts both with these mailboxes. Skips the test where they cannot be started, or fails it
   * where {@code HELPDESK_TESTS_REQUIRE} names {@code mail}.
   */
  public static RealMailServers with(String... addresses) {
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
      RealMailServers servers = new RealMailServers(Files.createTempDirectory("hdmail"));
      servers.start(List.of(addresses));
      return servers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int imapPort() {
    return imapPort;
  }

  public int smtpPort() {
    return smtpPort;
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
      stop(home.resolve("run/master.pid"));
      await(imapPort, false);
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

  private void startImap() {
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
    write("dovecot.conf", DOVECOT_CONF, "");
    write("postfix/main.cf", MAIN_CF, domains);
    write("postfix/master.cf", MASTER_CF, "");
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
            .replace("${home}", home.toString())
            .replace("${imap}", Integer.toString(imapPort))
            .replace("${lmtp}", Integer.toString(lmtpPort))
            .replace("${smtp}", Integer.toString(smtpPort))
            .replace("${domains}", domains));
  }

  private static final String DOVECOT_CONF =
      """
      base_dir = ${home}/run
      state_dir = ${home}/state
      log_path = ${home}/dovecot.log
      protocols = imap lmtp
      listen = 127.0.0.1
      ssl = no
      disable_plaintext_auth = no
      auth_mechanisms = plain login
      mail_location = maildir:~/Maildir
      first_valid_uid = 1
      recipient_delimiter = +
      passdb {
        driver = passwd-file
        args = scheme=PLAIN username_format=%u ${home}/users
      }
      userdb {
        driver = static
        args = uid=nobody gid=nogroup home=${home}/mail/%u
      }
      service imap-login {
        inet_listener imap {
          port = ${imap}
        }
        inet_listener imaps {
          port = 0
        }
      }
      service lmtp {
        inet_listener lmtp {
          address = 127.0.0.1
          port = ${lmtp}
        }
      }
      """;
  private static final String MAIN_CF =
      """
      compatibility_level = 3.6
      queue_directory = ${home}/queue
      data_directory = ${home}/data
      maillog_file = ${home}/postfix.log
      maillog_file_prefixes = ${home}
      myhostname = mail.helpdesk.example
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      mydestination =
      alias_maps =
      alias_database =
      local_recipient_maps =
      virtual_mailbox_domains = ${domains}
      virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
      mynetworks = 127.0.0.0/8
      smtpd_relay_restrictions = permit_mynetworks, reject
      recipient_delimiter = +
      message_size_limit = 0
      """;
  private static final String MASTER_CF =
      """
      127.0.0.1:${smtp} inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      proxymap unix - - n - - proxymap
      lmtp unix - - n - - lmtp
      error unix - - n - - error
      retry unix - - n - - error
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      """;

  /**
   * What the command said; into a file, because a server that it leaves behind keeps a pipe open.
   */
  private static String run(String... command) {
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
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException trouble)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    return !Files.exists(home);
  }
}
