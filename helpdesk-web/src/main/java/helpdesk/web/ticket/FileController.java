package helpdesk.web.ticket;

import helpdesk.attachment.FileKinds;
import helpdesk.attachment.Files;
import helpdesk.shared.DomainException;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.FileLinks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Hands out attached files, whatever a stranger put into them. Only plain pictures are shown;
 * everything else is a download that no browser runs.
 */
@Controller
class FileController {
  private static final Duration KEPT = Duration.ofDays(30);
  private final TicketReader tickets;
  private final Files files;
  private final FileLinks links;

  FileController(TicketReader tickets, Files files, FileLinks links) {
    this.tickets = tickets;
    this.files = files;
    this.links = links;
  }

  @GetMapping("/files/{id}/{signature}/{name}")
  ResponseEntity<InputStreamResource> file(@PathVariable long id, @PathVariable String signature) {
    if (!links.fits(id, signature))
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such file.");
    TicketView.File file = tickets.file(id);
    boolean picture = FileKinds.isPicture(file.type());
    ContentDisposition disposition =
        (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
            .filename(file.name(), StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(
            picture ? MediaType.parseMediaType(file.type()) : MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(file.size())
        .cacheControl(CacheControl.maxAge(KEPT).cachePrivate().immutable())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(new InputStreamResource(files.open(file.sha256())));
  }

  /** A door of its own, which knows no session: a file can ask nothing in anybody's name. */
  @Configuration(proxyBeanMethods = false)
  static class Door {
    @Bean
    @Order(60)
    SecurityFilterChain fileDoor(HttpSecurity http) throws Exception {
      return http.securityMatcher("/files/**")
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .sessionManagement(
              session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .csrf(AbstractHttpConfigurer::disable)
          .requestCache(AbstractHttpConfigurer::disable)
          .headers(
              headers ->
                  headers
                      .cacheControl(cache -> cache.disable())
                      .contentSecurityPolicy(
                          policy -> policy.policyDirectives("sandbox; default-src 'none'")))
          .build();
    }
  }
}
