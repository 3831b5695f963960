package helpdesk.web.admin;

import helpdesk.history.HistoryImports;
import helpdesk.shared.DomainException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Uploads the history of another desk and shows how far its import is. */
@Controller
@RequestMapping("/admin/import/history")
class HistoryImportController {
  private static final int LATEST = 20;
  private final HistoryImports imports;

  HistoryImportController(HistoryImports imports) {
    this.imports = imports;
  }

  @GetMapping
  String form(Model model) {
    model.addAttribute("source", HistoryImports.USUAL_SOURCE);
    model.addAttribute("jobs", imports.latest(LATEST));
    return "admin/history";
  }

  @PostMapping
  String start(@RequestParam("file") MultipartFile file, @RequestParam String source) {
    if (file.isEmpty())
      throw new DomainException(DomainException.Kind.INVALID, "There is no file in this request.");
    return "redirect:/admin/import/history/" + imports.start(source.strip(), file::getInputStream);
  }

  @GetMapping("/{id}")
  String progress(@PathVariable long id, Model model) {
    model.addAttribute("job", imports.byId(id));
    return "admin/history-job";
  }

  @PostMapping("/{id}/cancellation")
  String cancel(@PathVariable long id) {
    imports.cancel(id);
    return "redirect:/admin/import/history/" + id;
  }
}
