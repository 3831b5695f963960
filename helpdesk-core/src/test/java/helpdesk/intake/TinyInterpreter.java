package helpdesk.intake;

import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.MessageKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Understands messages of the source {@code test}: {@code Name: value} lines, then the text. */
@Component
class TinyInterpreter implements Interpreter {
  static final String SOURCE = "test";
  private final JdbcClient jdbc;
  private final Map<Long, Boolean> cut = new ConcurrentHashMap<>();

  TinyInterpreter(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean interprets(String source) {
    return source.equals(SOURCE);
  }

  @Override
  public IncomingMessage interpret(RawMessage raw) throws NotUnderstood, NotWanted {
    String all = text(raw);
    String[] parts = all.split("\n\n", 2);
    Map<String, String> headers =
        parts[0]
            .lines()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String text = parts.length > 1 ? parts[1] : "";
    if (text.startsWith("nonsense")) throw new NotUnderstood("It makes no sense.");
    if (text.startsWith("unwanted")) throw new NotWanted("It is our own.");
    if (text.startsWith("bug")) throw new IllegalStateException("a bug of ours");
    if (text.startsWith("broken statement")) jdbc.sql("SELECT 1/0").query(Integer.class).single();
    if (text.startsWith("deep")) recurse(0);
    if (text.startsWith("cut") && cut.putIfAbsent(raw.id(), true) == null) cutTheConnection();
    return message(raw, headers, text, all);
  }

  private static IncomingMessage message(
      RawMessage raw, Map<String, String> headers, String text, String all) {
    String id = headers.get("Message-ID");
    String inReplyTo = headers.get("In-Reply-To");
    return new IncomingMessage(
        ChannelKind.EMAIL,
        raw.channel(),
        raw.origin(),
        MessageKind.CUSTOMER,
        null,
        false,
        null,
        raw.receivedAt(),
        raw.receivedAt(),
        new Party(null, new EmailAddress(headers.getOrDefault("From", "kim@example.org"))),
        List.of(),
        List.of(),
        headers.getOrDefault("Subject", "Hello"),
        text,
        text,
        null,
        List.of(),
        id,
        inReplyTo == null ? List.of() : List.of(inReplyTo),
        null,
        null,
        raw.openThreads(),
        null,
        null,
        Tokens.hash(all),
        raw.id());
  }

  private static String text(RawMessage raw) {
    try (InputStream in = raw.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object recurse(int depth) {
    return List.of(recurse(depth + 1));
  }

  private void cutTheConnection() {
    jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())").query(Boolean.class).single();
  }
}
