package helpdesk.web.api.v1;

import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.shared.DomainException;
import helpdesk.web.api.RequiresScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How far an import has got. Its job keeps its counts under the names that stand here; an import of
 * mail keeps them under the states in which its messages ended.
 */
@RestController
@RequestMapping("/api/v1/import")
@RequiresScope("import:write")
class ImportsApi {
  private final Jobs jobs;

  ImportsApi(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * @param state waiting, running, done, failed or cancelled
   * @param refused the lines that were not taken: {@code {"line", "reason"}}
   * @param error why the whole import failed
   */
  record ImportShape(
      String state,
      long read,
      long imported,
      long unchanged,
      List<?> refused,
      @Nullable String error) {}

  @GetMapping("/{job}")
  ImportShape state(@PathVariable long job) {
    Job found = jobs.find(job);
    if (!found.kind().contains("import"))
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such import.");
    Map<String, Object> detail = found.detail();
    return new ImportShape(
        found.state().key(),
        count(detail, "read", found.done()),
        count(detail, "imported", count(detail, "processed", 0)),
        count(detail, "unchanged", count(detail, "duplicate", 0) + count(detail, "known", 0)),
        detail.get("refused") instanceof List<?> refused ? refused : List.of(),
        found.error());
  }

  private static long count(Map<String, Object> detail, String name, long otherwise) {
    return detail.get(name) instanceof Number number ? number.longValue() : otherwise;
  }
}
