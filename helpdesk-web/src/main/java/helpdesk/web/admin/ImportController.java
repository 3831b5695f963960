package helpdesk.web.admin;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailImports;
import helpdesk.intake.Intake;
import helpdesk.job.Job;
import helpdesk.shared.ChannelId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Uploads mail from elsewhere and shows how far its import is. */
@Controller
@RequestMapping("/admin/import")
class ImportController {
  private static final int LATEST = 20;
  private static final int MESSAGES = 50;
  private final MailImports imports;
  private final Intake intake;
  private final Channels channels;

  ImportController(MailImports imports, Intake intake, Channels channels) {
    this.imports = imports;
    this.intake = intake;
    this.channels = channels;
  }

  @GetMapping
  String form(Model model) {
    List<Channel> mailboxes =
        channels.all().stream().filter(channel -> channel.address() != null).toList();
    model.addAttribute("mailboxes", mailboxes);
    model.addAttribute("jobs", imports.latest(LATEST));
    return "admin/import";
  }

  @PostMapping
  String start(
      @RequestParam("files") List<MultipartFile> files,
      @RequestParam(required = false) @Nullable Long channel,
      @RequestParam(required = false) @Nullable String openThreads) {
    List<MailImports.Upload> uploads =
        files.stream().filter(file -> !file.isEmpty()).map(ImportController::upload).toList();
    ChannelId mailbox = channel == null ? null : new ChannelId(channel);
    return "redirect:/admin/import/" + imports.start(uploads, mailbox, openThreads != null);
  }

  private static MailImports.Upload upload(MultipartFile file) {
    String name = file.getOriginalFilename();
    return new MailImports.Upload(name == null ? "mail" : name, file::getInputStream);
  }

  @GetMapping("/{id}")
  String progress(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Long after,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    Job job = imports.byId(id);
    model.addAttribute("job", job);
    var messages = intake.ofJob(id, after, MESSAGES + 1);
    model.addAttribute("after", after);
    model.addAttribute("messages", messages.subList(0, Math.min(MESSAGES, messages.size())));
    model.addAttribute("next", messages.size() > MESSAGES ? messages.get(MESSAGES - 1).id() : null);
    return htmx == null ? "admin/import-job" : "admin/import-job :: progress";
  }

  @PostMapping("/{id}/cancellation")
  String cancel(@PathVariable long id) {
    imports.cancel(id);
    return "redirect:/admin/import/" + id;
  }
}
