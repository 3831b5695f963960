package helpdesk.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything of one installation. Nobody but its owner may look into it,
 * and one application at a time may use it: the lock goes with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory where it is missing and takes it.
   *
   * @throws DatabaseTrouble if another application holds it
   */
  static DataDirectory take(Path wanted) throws IOException {
    Files.createDirectories(wanted);
    Path path = wanted.toRealPath();
    restrict(path, "rwx------");
    Path file = path.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new DatabaseTrouble(
          "Another Helpdesk (process "
              + Files.readString(file).strip()
              + ") is using "
              + path
              + ".",
          "Stop it first, or give this one a directory of its own with HELPDESK_DATA_DIR.",
          null);
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new DataDirectory(path, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** The text of one of our small files, or null if there is none. */
  @Nullable String read(String name) throws IOException {
    Path file = resolve(name);
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }

  /** Writes a small file that only the owner may read, all of it or nothing. */
  void write(String name, String text) throws IOException {
    Path unfinished = resolve(name + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    restrict(unfinished, "rw-------");
    Files.writeString(unfinished, text);
    Files.move(unfinished, resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix"))
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
