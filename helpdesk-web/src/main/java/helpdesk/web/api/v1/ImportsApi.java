package helpdesk.web.api.v1;

import helpdesk.attachment.Files.Source;
import helpdesk.channel.MailImports;
import helpdesk.history.HistoryImports;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.shared.DomainException;
import helpdesk.web.api.ApiProperties;
import helpdesk.web.api.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * How far an import has got. Its job keeps its counts under the names that stand here; an import of
 * mail keeps them under the states in which its messages ended.
 */
@RestController
@RequestMapping("/api/v1/import")
@RequiresScope("import:write")
class ImportsApi {
  private final Jobs jobs;
  private final MailImports mail;
  private final HistoryImports histories;
  private final DataSize largest;

  ImportsApi(Jobs jobs, MailImports mail, HistoryImports histories, ApiProperties settings) {
    this.jobs = jobs;
    this.mail = mail;
    this.histories = histories;
    this.largest = settings.maxImport();
  }

  record Started(String job) {}

  /**
   * Takes a file of mail. What was imported before is known by its bytes, so that the same file
   * sent twice changes nothing.
   *
   * @param name says by its ending what it is: .eml, .mbox or .zip
   */
  @PostMapping(path = "/mail", consumes = MediaType.ALL_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Started importMail(
      @RequestParam String name,
      @RequestParam(name = "open_threads", defaultValue = "false") boolean openThreads,
      HttpServletRequest request)
      throws IOException {
    return start(
        request,
        file -> mail.start(List.of(new MailImports.Upload(name, file)), null, openThreads));
  }

  /**
   * Takes the tickets of another desk with all that happened to them: JSON Lines, a ticket a line.
   * The same line sent twice changes nothing.
   *
   * @param source the system they come from; their external ids are unique within it
   */
  @PostMapping(path = "/history", consumes = MediaType.ALL_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Started importHistory(
      @RequestParam(defaultValue = HistoryImports.USUAL_SOURCE) String source,
      HttpServletRequest request)
      throws IOException {
    return start(request, file -> histories.start(source, file));
  }

  /** Has the body on disk before anything begins: it is read twice. */
  private Started start(HttpServletRequest request, ToLongFunction<Source> begin)
      throws IOException {
    Path file = Files.createTempFile("helpdesk-import", null);
    try {
      copy(request, file);
      return new Started(Long.toString(begin.applyAsLong(() -> Files.newInputStream(file))));
    } finally {
      Files.delete(file);
    }
  }

  private void copy(HttpServletRequest request, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    InputStream in = request.getInputStream();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n; (n = in.read(buffer)) >= 0; out.write(buffer, 0, n)) {
        size += n;
        if (size > largest.toBytes())
          throw new DomainException(
              DomainException.Kind.TOO_LARGE,
              "A file to import may have at most " + largest.toMegabytes() + " MB.");
      }
    }
    if (size == 0)
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "There is no file in this request.");
  }

  /**
   * @param state waiting, running, done, failed or cancelled
   * @param ignored mail that was nobody's business
   * @param quarantined mail that a person must look at
   * @param percent how much of it is done, null while that is unknown
   * @param refused the first thousand lines that were not taken: {@code {"line", "reason"}}
   * @param refusedCount how many were not taken
   * @param error why the whole import failed
   */
  record ImportShape(
      String state,
      long read,
      long imported,
      long unchanged,
      long ignored,
      long quarantined,
      @Nullable Integer percent,
      List<?> refused,
      long refusedCount,
      @Nullable String error) {}

  @GetMapping("/{job}")
  ImportShape state(@PathVariable long job) {
    return shape(find(job));
  }

  /** Stops an import where it is; what was taken in stays, and the same file may be sent again. */
  @PostMapping("/{job}/cancellation")
  ImportShape cancel(@PathVariable long job) {
    jobs.cancel(find(job).id());
    return shape(find(job));
  }

  private Job find(long job) {
    Job found = jobs.find(job);
    if (found.kind().contains("import")) return found;
    throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such import.");
  }

  private static ImportShape shape(Job found) {
    Map<String, Object> detail = found.detail();
    List<?> refused = detail.get("refused") instanceof List<?> lines ? lines : List.of();
    return new ImportShape(
        found.state().key(),
        count(detail, "read", found.done()),
        count(detail, "imported", count(detail, "processed", 0)),
        count(detail, "unchanged", count(detail, "duplicate", 0) + count(detail, "known", 0)),
        count(detail, "ignored", 0),
        count(detail, "quarantined", 0),
        found.percent(),
        refused,
        count(detail, "refused_count", refused.size()),
        found.error());
  }

  private static long count(Map<String, Object> detail, String name, long otherwise) {
    return detail.get(name) instanceof Number number ? number.longValue() : otherwise;
  }
}
