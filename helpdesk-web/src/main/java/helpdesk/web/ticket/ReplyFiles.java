package helpdesk.web.ticket;

import helpdesk.attachment.FileKinds;
import helpdesk.attachment.Files;
import helpdesk.shared.DomainException;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

/** Stores what an agent sends with a reply. */
@Component
class ReplyFiles {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
  private final Files files;
  private final DataSize largest;

  /**
   * @param largest of all files of a reply together: what most mail servers take in one mail
   */
  ReplyFiles(Files files, @Value("${helpdesk.reply.largest-files:25MB}") DataSize largest) {
    this.files = files;
    this.largest = largest;
  }

  /** The most that the files of one reply may have together, in bytes. */
  long largest() {
    return largest.toBytes();
  }

  /**
   * Stores them in the caller's transaction.
   *
   * @param attached files below the text
   * @param shown pictures that the text shows
   * @throws DomainException (too large) if together they are larger than a mail may carry
   */
  List<IncomingFile> store(
      @Nullable List<MultipartFile> attached, @Nullable List<MultipartFile> shown) {
    refuseTooLarge(
        Stream.concat(given(attached), given(shown)).mapToLong(MultipartFile::getSize).sum());
    List<IncomingFile> stored = new ArrayList<>();
    given(attached).forEach(upload -> stored.add(stored(upload, false)));
    given(shown).forEach(upload -> stored.add(stored(upload, FileKinds.isPicture(type(upload)))));
    return stored;
  }

  private void refuseTooLarge(long bytes) {
    if (bytes <= largest.toBytes()) return;
    long megabytes = DataSize.ofBytes(bytes - 1).toMegabytes() + 1;
    throw new DomainException(
        DomainException.Kind.TOO_LARGE,
        "The files have "
            + megabytes
            + " MB together, more than the "
            + largest.toMegabytes()
            + " MB that a reply can carry.");
  }

  private IncomingFile stored(MultipartFile upload, boolean shown) {
    return new IncomingFile(
        files.store(upload::getInputStream),
        name(upload),
        type(upload),
        shown,
        shown ? Tokens.random() + "@inline" : null);
  }

  private static Stream<MultipartFile> given(@Nullable List<MultipartFile> uploads) {
    if (uploads == null) return Stream.empty();
    return uploads.stream().filter(upload -> !upload.isEmpty());
  }

  private static String name(MultipartFile upload) {
    String given = upload.getOriginalFilename() == null ? "" : upload.getOriginalFilename();
    String last = given.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
    if (last.isEmpty()) return "file";
    return last.length() > 200 ? last.substring(last.length() - 200) : last;
  }

  private static String type(MultipartFile upload) {
    String given = upload.getContentType() == null ? "" : upload.getContentType();
    String plain = given.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    return TYPE.matcher(plain).matches() ? plain : "application/octet-stream";
  }
}
