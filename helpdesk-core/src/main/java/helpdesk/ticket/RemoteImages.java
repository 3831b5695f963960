package helpdesk.ticket;

import helpdesk.attachment.Files;
import helpdesk.attachment.RemotePictures;
import helpdesk.attachment.StoredFile;
import helpdesk.shared.Sequences;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches the pictures that a message only names, when an agent asks to see them. They are kept
 * with the message, so their sender learns once that they were asked for, and never by whom.
 */
@Service
public class RemoteImages {
  /** The mark of a picture that was held back, and where its address is. */
  public static final String HELD_BACK = "img.held-back[data-src]";

  private static final int MOST = 40;
  private static final int AT_ONCE = 6;
  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N}._-]+");
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Files files;
  private final RemotePictures pictures;
  private final TransactionTemplate transaction;

  RemoteImages(
      JdbcClient jdbc,
      Sequences sequences,
      Files files,
      RemotePictures pictures,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.files = files;
    this.pictures = pictures;
    this.transaction = transaction;
  }

  /**
   * Fetches what is not there yet, at most 40 pictures. Takes as long as strangers' servers take,
   * ten seconds each at most and six at once, in no transaction.
   *
   * @throws TicketNotFound if the message is none of this ticket
   */
  public void fetch(TicketId ticket, MessageId message) {
    List<String> wanted = wanted(ticket, message);
    if (wanted.isEmpty()) return;
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, wanted.size()));
    try {
      Map<String, CompletableFuture<Optional<RemotePictures.Picture>>> tasks =
          new LinkedHashMap<>();
      for (String address : wanted) {
        tasks.put(address, CompletableFuture.supplyAsync(() -> pictures.fetch(address), threads));
      }
      tasks.forEach(
          (address, task) -> task.join().ifPresent(found -> keep(message, address, found)));
    } finally {
      threads.shutdown();
    }
  }

  private List<String> wanted(TicketId ticket, MessageId message) {
    String html =
        jdbc.sql(
                "SELECT coalesce(body_html, '') FROM message WHERE id = :id AND ticket_id ="
                    + " :ticket")
            .param("id", message.value())
            .param("ticket", ticket.value())
            .query(String.class)
            .optional()
            .orElseThrow(() -> new TicketNotFound(ticket));
    List<String> there =
        jdbc.sql(
                "SELECT fetched_from FROM attachment WHERE message_id = :id AND fetched_from IS NOT"
                    + " NULL")
            .param("id", message.value())
            .query(String.class)
            .list();
    List<String> wanted = new ArrayList<>();
    String safe = Objects.requireNonNull(SafeHtml.of(html));
    for (Element image : Jsoup.parseBodyFragment(safe).select(HELD_BACK)) {
      String address = image.attr("data-src");
      if (!there.contains(address) && !wanted.contains(address) && wanted.size() < MOST)
        wanted.add(address);
    }
    return wanted;
  }

  private void keep(MessageId message, String address, RemotePictures.Picture picture) {
    transaction.executeWithoutResult(
        status -> {
          StoredFile file = files.store(() -> new ByteArrayInputStream(picture.bytes()));
          jdbc.sql(
                  """
                  INSERT INTO attachment (id, message_id, sha256, name, type, size, inline, fetched_from)
                  VALUES (:id, :message, :sha, :name, :type, :size, true, :from) ON CONFLICT DO NOTHING
                  """)
              .param("id", sequences.next("attachment_id_seq"))
              .param("message", message.value())
              .param("sha", HexFormat.of().parseHex(file.sha256()))
              .param("name", name(address, picture.type()))
              .param("type", picture.type())
              .param("size", file.size())
              .param("from", address)
              .update();
        });
  }

  private static String name(String address, String type) {
    String path = address.replaceFirst("[?#].*", "");
    String last = NOT_PLAIN.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("");
    String base = last.replaceFirst("\\.[^.]*$", "");
    if (base.length() > 60) base = base.substring(0, 60);
    return (base.isEmpty() ? "picture" : base) + "." + type.substring("image/".length());
  }
}
