package helpdesktest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server with the records that a test gives it, over UDP on a free port of this machine.
 * What it has no record for does not exist.
 */
public final class LoopbackDns implements AutoCloseable {
  private static final int A = 1;
  private static final int MX = 15;
  private static final int TXT = 16;
  private static final int SERVER_FAILURE = 2;
  private static final int NO_SUCH_NAME = 3;
  private static final int HEADER = 12;
  private static final int LONGEST_PART = 255;
  private final DatagramSocket socket;
  private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger questions = new AtomicInteger();

  private record Entry(int type, byte[] data) {}

  public LoopbackDns() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "loopback-dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens, such as {@code 127.0.0.1:40123}. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** How often it was asked. */
  public int questions() {
    return questions.get();
  }

  /** One more text at that name, in parts where it is long. */
  public LoopbackDns txt(String name, String text) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from += LONGEST_PART) {
      int length = Math.min(LONGEST_PART, bytes.length - from);
      data.write(length);
      data.write(bytes, from, length);
    }
    return add(name, TXT, data.toByteArray());
  }

  /** One more host that takes mail for that name. */
  public LoopbackDns mx(String name, int preference, String host) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(preference >> 8);
    data.write(preference);
    for (String label : host.split("\\.")) {
      data.write(label.length());
      data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    data.write(0);
    return add(name, MX, data.toByteArray());
  }

  /** One more IPv4 address of that name. */
  public LoopbackDns a(String name, String address) {
    byte[] data = new byte[4];
    String[] parts = address.split("\\.");
    for (int n = 0; n < data.length; n++) data[n] = (byte) Integer.parseInt(parts[n]);
    return add(name, A, data);
  }

  /** From now on says nothing when asked about that name. */
  public LoopbackDns silentAbout(String name) {
    silent.add(name);
    return this;
  }

  /** From now on says that it cannot tell when asked about that name. */
  public LoopbackDns failingAbout(String name) {
    failing.add(name);
    return this;
  }

  @Override
  public void close() {
    socket.close();
  }

  private LoopbackDns add(String name, int type, byte[] data) {
    entries.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(new Entry(type, data));
    return this;
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket question = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(question);
        questions.incrementAndGet();
        byte[] answer = answer(Arrays.copyOf(question.getData(), question.getLength()));
        if (answer.length == 0) continue;
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed: nobody is served any more
    }
  }

  private byte[] answer(byte[] question) {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    while (question[at] != 0) {
      if (name.length() > 0) name.append('.');
      name.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
      at += question[at] + 1;
    }
    if (silent.contains(name.toString())) return new byte[0];
    int type = question[at + 2];
    List<Entry> known = entries.getOrDefault(name.toString(), List.of());
    List<Entry> asked = known.stream().filter(entry -> entry.type == type).toList();
    int code = known.isEmpty() ? NO_SUCH_NAME : 0;
    if (failing.contains(name.toString())) code = SERVER_FAILURE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(question, 0, 2);
    out.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | code), 0, 1, 0, (byte) asked.size()});
    out.writeBytes(new byte[4]);
    out.write(question, HEADER, at + 5 - HEADER);
    for (Entry entry : asked) {
      out.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, (byte) entry.type, 0, 1, 0, 0, 0, 60});
      out.write(entry.data.length >> 8);
      out.write(entry.data.length);
      out.writeBytes(entry.data);
    }
    return out.toByteArray();
  }
}
