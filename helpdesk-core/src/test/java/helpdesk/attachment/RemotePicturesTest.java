package helpdesk.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePicturesTest {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4
  };
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;
  private RemotePictures open;
  private RemotePictures real;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/good.png", exchange -> answer(exchange, "image/png", PNG));
    server.createContext(
        "/svg", exchange -> answer(exchange, "image/svg+xml", "<svg/>".getBytes()));
    server.createContext(
        "/lie.png", exchange -> answer(exchange, "image/png", "<html>".getBytes()));
    server.createContext("/page", exchange -> answer(exchange, "text/html", PNG));
    server.createContext("/big.png", exchange -> answer(exchange, "image/png", big()));
    server.createContext("/away", exchange -> redirect(exchange, "/good.png"));
    server.createContext("/round", exchange -> redirect(exchange, "/round"));
    server.createContext("/slow", this::slowly);
    server.start();
    open = new RemotePictures(address -> true, false, Duration.ofSeconds(2));
    real = new RemotePictures(PublicAddresses::contains, false, Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() throws IOException {
    never.countDown();
    server.stop(0);
    open.destroy();
    real.destroy();
  }

  @Test
  void aPictureIsFetchedThroughARedirectAndNamedByItsBytes() {
    assertThat(open.fetch(url("/good.png")).orElseThrow().bytes()).isEqualTo(PNG);
    assertThat(open.fetch(url("/away")).orElseThrow().type()).isEqualTo("image/png");
  }

  @Test
  void whatIsNoPlainPictureIsNotTaken() {
    assertThat(open.fetch(url("/svg"))).isEmpty();
    assertThat(open.fetch(url("/lie.png"))).isEmpty();
    assertThat(open.fetch(url("/page"))).isEmpty();
    assertThat(open.fetch(url("/big.png"))).isEmpty();
    assertThat(open.fetch(url("/missing.png"))).isEmpty();
    assertThat(open.fetch(url("/round"))).isEmpty();
    assertThat(open.fetch("file:///etc/passwd")).isEmpty();
    assertThat(open.fetch("not an address")).isEmpty();
  }

  @Test
  void aServerThatNeverAnswersIsLeftAfterTheTimeIsUp() {
    assertThat(open.fetch(url("/slow"))).isEmpty();
  }

  @Test
  void noNameAndNoRedirectLeadsInside() throws IOException {
    assertThat(real.fetch(url("/good.png"))).isEmpty();
    assertThat(real.fetch(url("/good.png").replace("127.0.0.1", "localhost"))).isEmpty();
    assertThat(real.fetch(url("/good.png").replace("127.0.0.1", "127.1"))).isEmpty();
    assertThat(real.fetch(url("/good.png").replace("127.0.0.1", "[::ffff:127.0.0.1]"))).isEmpty();
    assertThat(requests).hasValue(0);
    RemotePictures firstOnly =
        new RemotePictures(new OnlyOnce()::allows, false, Duration.ofSeconds(2));
    server.createContext(
        "/inside",
        exchange -> redirect(exchange, url("/good.png").replace("127.0.0.1", "localhost")));
    assertThat(firstOnly.fetch(url("/inside"))).isEmpty();
    firstOnly.destroy();
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "::ffff:10.0.0.1",
        "2001::1"
      })
  void whatIsNotPublicIsKnown(String address) throws Exception {
    assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "93.184.215.14", "2606:4700::1111", "100.128.0.1"})
  void whatIsPublicIsKnown(String address) throws Exception {
    assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isTrue();
  }

  /** Lets the first connection through, as a stranger's public server would be. */
  private static final class OnlyOnce {
    private final AtomicInteger asked = new AtomicInteger();

    boolean allows(InetAddress address) {
      return asked.getAndIncrement() == 0;
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static byte[] big() {
    return Arrays.copyOf(PNG, 6 * 1024 * 1024);
  }

  private void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    requests.incrementAndGet();
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void redirect(HttpExchange exchange, String to) throws IOException {
    requests.incrementAndGet();
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void slowly(HttpExchange exchange) throws IOException {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
