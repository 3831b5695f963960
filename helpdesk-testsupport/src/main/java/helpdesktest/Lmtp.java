package helpdesktest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says just enough LMTP (RFC 2033) to put mail into a mailbox. */
final class Lmtp {
  private final BufferedReader in;
  private final OutputStream out;

  private Lmtp(Socket socket) throws IOException {
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    out = socket.getOutputStream();
  }

  static void deliver(int port, String to, List<String> messages) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Lmtp server = new Lmtp(socket);
      server.answer("2");
      server.say("LHLO test.example", "2");
      for (String message : messages) {
        server.say("MAIL FROM:<customer@customer.example>", "2");
        server.say("RCPT TO:<" + to + ">", "2");
        server.say("DATA", "3");
        server.say(message.replace("\r\n.", "\r\n..") + "\r\n.", "2");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String line, String expected) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    answer(expected);
  }

  private void answer(String expected) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') line = in.readLine();
    if (line == null || !line.startsWith(expected)) {
      throw new IOException("The mail server said " + line);
    }
  }
}
