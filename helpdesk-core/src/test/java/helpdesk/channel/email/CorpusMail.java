package helpdesk.channel.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a set that others collected, with what is expected of it.
 *
 * @param file its place below the set's folder
 */
record CorpusMail(String set, String file, byte[] raw, Expected expected) {
  /**
   * What the set's authors, or another parser, read in it; null where nobody says.
   *
   * @param files that must be there, byte for byte
   * @param text whose words must be there
   * @param visibleIsStart whether {@code visible} is only how it begins
   * @param automatic the kind of machine that wrote it, empty for a person
   */
  record Expected(
      @Nullable String subject,
      @Nullable String sender,
      @Nullable List<File> files,
      @Nullable String text,
      @Nullable String visible,
      boolean visibleIsStart,
      @Nullable String automatic) {
    static final Expected NOTHING = new Expected(null, null, null, null, null, false, null);

    static Expected visible(String visible, boolean isStart) {
      return new Expected(null, null, null, null, visible, isStart, null);
    }

    boolean isNothing() {
      return equals(NOTHING);
    }
  }

  /**
   * A file.
   *
   * @param name null if it has none
   * @param sha256 the first 16 hexadecimal digits, null if nobody says
   * @param withPlainLines the same with every line end as LF, null if that makes no difference
   */
  record File(@Nullable String name, @Nullable String sha256, @Nullable String withPlainLines) {
    File(@Nullable String name, @Nullable String sha256) {
      this(name, sha256, null);
    }
  }
}
