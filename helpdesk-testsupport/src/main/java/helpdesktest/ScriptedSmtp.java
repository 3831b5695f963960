package helpdesktest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that says what it is told to: for the refusals that a well-behaved server cannot
 * be made to give. It takes every mail unless told otherwise, on a free port of this machine.
 */
public final class ScriptedSmtp implements AutoCloseable {
  private static final String OK = "250 2.0.0 OK";
  private final ServerSocket socket;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> greetings = new CopyOnWriteArrayList<>();

  public ScriptedSmtp() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept, "scripted-smtp");
  }

  public int port() {
    return socket.getLocalPort();
  }

  /**
   * From now on answers so.
   *
   * @param verb such as {@code RCPT}; {@code .} is the end of a mail
   * @param answer such as {@code 450 4.7.1 Come back later}
   */
  public ScriptedSmtp answer(String verb, String answer) {
    answers.put(verb, answer);
    return this;
  }

  /** From now on behaves well. */
  public void relent() {
    answers.clear();
  }

  /** The mails it took over, as they came. */
  public List<String> taken() {
    return List.copyOf(taken);
  }

  /** How often somebody connected. */
  public int connections() {
    return greetings.size();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> talk(client), "scripted-smtp-talk");
      }
    } catch (IOException e) {
      // closed: nobody is served any more
    }
  }

  private void talk(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      say(client, "220 scripted.example ESMTP");
      String line;
      while ((line = in.readLine()) != null) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        if (verb.equals("EHLO")) greetings.add(line);
        if (verb.equals("QUIT")) {
          say(client, "221 2.0.0 Bye");
          return;
        }
        String answer = answers.getOrDefault(verb, verb.equals("DATA") ? "354 Go ahead" : OK);
        say(client, answer);
        if (answer.startsWith("354")) take(client, in);
      }
    } catch (IOException e) {
      // the other side hung up
    }
  }

  private void take(Socket client, BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    String line;
    while ((line = in.readLine()) != null && !line.equals(".")) {
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    if (line == null) return;
    String answer = answers.getOrDefault(".", OK);
    if (answer.startsWith("2")) taken.add(mail.toString());
    say(client, answer);
  }

  private static void say(Socket client, String line) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
