package helpdesk.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked once into the data directory. */
final class PostgresBinaries {
  /** The version of the data files; see the pom for the whole version. */
  static final String MAJOR_VERSION = "18";

  private PostgresBinaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}.
   *
   * @throws DatabaseTrouble if Helpdesk was built for another system
   */
  static Path unpackInto(Path parent) throws IOException {
    String name = "/postgres-" + system() + "-" + processor() + ".txz";
    URL archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new DatabaseTrouble(
          "This build brings no PostgreSQL for " + system() + " on " + processor() + ".",
          "Build Helpdesk on this machine, or name a PostgreSQL with SPRING_DATASOURCE_URL.",
          null);
    }
    URLConnection connection = archive.openConnection();
    Path folder = parent.resolve("postgres-" + fingerprint(connection));
    if (!Files.exists(folder)) unpack(connection, folder);
    return folder;
  }

  /** Another build of PostgreSQL gets another folder. */
  private static String fingerprint(URLConnection connection) throws IOException {
    if (connection instanceof JarURLConnection jar)
      return MAJOR_VERSION + "-" + Long.toHexString(jar.getJarEntry().getCrc());
    return MAJOR_VERSION + "-" + connection.getContentLengthLong();
  }

  private static void unpack(URLConnection connection, Path folder) throws IOException {
    Path unfinished = folder.resolveSibling("postgres.new");
    FileSystemUtils.deleteRecursively(unfinished);
    try (InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, unfinished);
      }
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root))
      throw new IOException("Archive reaches outside: " + entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(root.resolve(entry.getLinkName()), target);
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false))
        throw new IOException("Cannot make " + target + " executable");
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) return "darwin";
    return name.startsWith("windows") ? "windows" : "linux";
  }

  private static String processor() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }
}
