package helpdesk.attachment;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The store of attached bytes in PostgreSQL. The same content is kept once. Content is read twice,
 * first for its hash, then to store it, so a caller gives something that can be opened again.
 */
@Service
public class Files {
  static final int CHUNK = 1 << 20;

  /** Content that can be opened more than once. */
  @FunctionalInterface
  public interface Source {
    /** Opens it at its first byte. */
    InputStream open() throws IOException;
  }

  private final JdbcClient jdbc;
  private final Clock clock;

  Files(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps the content, in the caller's transaction, a megabyte in memory at a time. */
  @Transactional(propagation = Propagation.REQUIRED)
  public StoredFile store(Source source) {
    try {
      StoredFile file = measure(source);
      byte[] key = HexFormat.of().parseHex(file.sha256());
      int made =
          jdbc.sql(
                  "INSERT INTO blob (sha256, size, created_at) VALUES (:sha, :size, :now) ON CONFLICT DO NOTHING")
              .param("sha", key)
              .param("size", file.size())
              .param("now", Sql.at(clock.instant()))
              .update();
      if (made == 1) copy(source, key);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens stored content; chunks are read as they are asked for.
   *
   * @throws DomainException (not found) if nothing is kept under that hash
   */
  public InputStream open(String sha256) {
    byte[] key = HexFormat.of().parseHex(sha256);
    boolean there =
        jdbc.sql("SELECT true FROM blob WHERE sha256 = :sha")
            .param("sha", key)
            .query(Boolean.class)
            .optional()
            .isPresent();
    if (!there) throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such file.");
    return new ChunkInputStream(
        n ->
            jdbc.sql("SELECT bytes FROM blob_chunk WHERE sha256 = :sha AND n = :n")
                .param("sha", key)
                .param("n", n)
                .query(byte[].class)
                .optional()
                .orElse(null));
  }

  /** Forgets content such as an upload that was dealt with, unless something refers to it. */
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public void discard(String sha256) {
    try {
      jdbc.sql("DELETE FROM blob WHERE sha256 = :sha")
          .param("sha", HexFormat.of().parseHex(sha256))
          .update();
    } catch (DataIntegrityViolationException e) {
      // A message has the same file: it stays.
    }
  }

  private static StoredFile measure(Source source) throws IOException {
    MessageDigest digest = Tokens.sha256();
    long size;
    try (InputStream in = new DigestInputStream(source.open(), digest)) {
      size = in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return new StoredFile(HexFormat.of().formatHex(digest.digest()), size);
  }

  private void copy(Source source, byte[] key) throws IOException {
    try (InputStream in = source.open()) {
      byte[] chunk;
      for (int n = 0; (chunk = in.readNBytes(CHUNK)).length > 0; n++) {
        jdbc.sql("INSERT INTO blob_chunk (sha256, n, bytes) VALUES (:sha, :n, :bytes)")
            .param("sha", key)
            .param("n", n)
            .param("bytes", chunk)
            .update();
      }
    }
  }
}
