package helpdesk.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL runs. It refuses to be root; where we are, it runs in a user namespace in
 * which root has no power, or, where those are forbidden, as the system's nobody, to whom the data
 * directory is then given.
 *
 * @param prefix what stands before each command
 */
record PostgresUser(List<String> prefix) {
  private static final int NOBODY = 65_534;
  private static final Path SELF = Path.of("/proc/self");

  /**
   * @throws DatabaseTrouble if we are root and there is no way to be somebody else
   */
  static PostgresUser forDirectory(Path directory, Path database) throws IOException {
    if (!Files.exists(SELF) || uid(SELF) != 0) return new PostgresUser(List.of());
    int owner = uid(Files.exists(database) ? database : directory);
    if (owner == 0) {
      PostgresUser namespace = new PostgresUser(List.of("unshare", "--user"));
      if (namespace.canRun("true")) return namespace;
      owner = NOBODY;
    }
    PostgresUser other =
        new PostgresUser(
            List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups"));
    give(directory, owner);
    if (!other.canRun("test", "-x", directory.toString())) throw stuck(directory);
    return other;
  }

  private static DatabaseTrouble stuck(Path directory) {
    return new DatabaseTrouble(
        "PostgreSQL must not run as root, this system forbids user namespaces, and nobody but root can reach "
            + directory
            + ".",
        "Start Helpdesk as an ordinary user, or set HELPDESK_DATA_DIR to a directory whose parents everybody may enter, such as /var/lib/helpdesk, or name a PostgreSQL with SPRING_DATASOURCE_URL.",
        null);
  }

  /** A new file of ours that PostgreSQL must be able to read. */
  void share(Path file) throws IOException {
    if (!prefix.isEmpty() && prefix.get(0).equals("setpriv"))
      give(file, uid(file.resolveSibling(".").normalize()));
  }

  private boolean canRun(String... command) throws IOException {
    List<String> whole = new java.util.ArrayList<>(prefix);
    whole.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the program is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int uid(Path path) throws IOException {
    Object uid = Files.getAttribute(path, "unix:uid");
    return uid instanceof Integer number ? number : -1;
  }

  private static void give(Path root, int owner) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(directory, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
