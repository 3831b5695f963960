package helpdesk.web.dashboard;

import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.web.shell.SignedInAgent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What a page shows, as a file. */
@Controller
class ExportController {
  private final Export export;
  private final TileChoices choices;
  private final Inquiry inquiry;
  private final MessageSource messages;

  ExportController(Export export, TileChoices choices, Inquiry inquiry, MessageSource messages) {
    this.export = export;
    this.choices = choices;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  @GetMapping({"/dashboard/export.csv", "/dashboard/export.xlsx"})
  void tiles(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    Words words = inquiry.words(locale);
    try (Tables out = open("dashboard", request, question, response)) {
      export.tiles(choices.of(me.id(), me.role()), question, words, out);
    }
  }

  @GetMapping({"/dashboard/metrics/{id}.csv", "/dashboard/metrics/{id}.xlsx"})
  void metric(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    DashboardController.refuseAgents(me, messages, locale);
    Metric metric = MetricController.known(id);
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    Words words = inquiry.words(locale);
    try (Tables out = open(metric.id(), request, question, response)) {
      export.metric(metric, question, words, out);
    }
  }

  private static Tables open(
      String name, HttpServletRequest request, Question question, HttpServletResponse response)
      throws IOException {
    boolean csv = request.getRequestURI().endsWith(".csv");
    String file = name + "_" + question.first() + "_" + question.last() + (csv ? ".csv" : ".xlsx");
    response.setContentType(
        csv
            ? "text/csv;charset=UTF-8"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file).build().toString());
    return csv ? Tables.csv(response.getOutputStream()) : Tables.xlsx(response.getOutputStream());
  }
}
