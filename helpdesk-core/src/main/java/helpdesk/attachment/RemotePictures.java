package helpdesk.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Fetches pictures from the public internet, whatever address a stranger wrote: from public
 * addresses only, which are checked where the connection is made, so neither a name that leads
 * inside nor a redirect gets further; at most 5 MB, ten seconds, five redirects; and nothing that
 * is no plain picture by its bytes.
 */
@Component
public class RemotePictures implements DisposableBean {
  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int REDIRECTS = 5;
  private static final int AT_ONCE = 8;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * A picture.
   *
   * @param type its media type by its bytes
   */
  public record Picture(String type, byte[] bytes) {}

  private final Predicate<InetAddress> allowed;
  private final boolean usualPorts;
  private final Duration longest;
  private final CloseableHttpClient client;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "remote-picture");
            thread.setDaemon(true);
            return thread;
          });

  @Autowired
  RemotePictures() {
    this(PublicAddresses::contains, true, LONGEST);
  }

  RemotePictures(Predicate<InetAddress> allowed, boolean usualPorts, Duration longest) {
    this.allowed = allowed;
    this.usualPorts = usualPorts;
    this.longest = longest;
    Timeout timeout = Timeout.of(longest.dividedBy(2));
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Guard())
                    .setMaxConnTotal(AT_ONCE)
                    .setMaxConnPerRoute(AT_ONCE)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Helpdesk picture fetcher")
            .build();
  }

  /** Lets no connection be made to anything but public addresses. */
  private final class Guard implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] all = InetAddress.getAllByName(host);
      InetAddress[] kept = Arrays.stream(all).filter(allowed).toArray(InetAddress[]::new);
      if (kept.length < all.length) throw new UnknownHostException("Not a public address");
      return kept;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** The picture at that address, or nothing if there is none that we take. */
  public Optional<Picture> fetch(String address) {
    AtomicReference<HttpGet> current = new AtomicReference<>();
    Future<Optional<Picture>> task = threads.submit(() -> follow(address, current));
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      HttpGet request = current.get();
      if (request != null) request.cancel();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Picture> follow(String address, AtomicReference<HttpGet> current)
      throws IOException {
    URI at = uri(address);
    for (int hop = 0; at != null && hop <= REDIRECTS; hop++) {
      HttpGet request = new HttpGet(at);
      request.setHeader("Accept", "image/png, image/jpeg, image/gif, image/webp");
      current.set(request);
      URI from = at;
      Answer answer = client.execute(request, response -> answer(from, response));
      if (answer.picture != null) return Optional.of(answer.picture);
      at = answer.next;
    }
    return Optional.empty();
  }

  private record Answer(@Nullable Picture picture, @Nullable URI next) {
    static final Answer NOTHING = new Answer(null, null);
  }

  private Answer answer(URI from, ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    Header location = response.getFirstHeader("Location");
    if (status / 100 == 3 && location != null) {
      URI next = uri(location.getValue());
      return new Answer(null, next != null ? next : relative(from, location.getValue()));
    }
    HttpEntity entity = response.getEntity();
    if (status != 200 || entity == null) return Answer.NOTHING;
    String type = String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.startsWith("image/") || type.contains("svg") || entity.getContentLength() > LARGEST)
      return Answer.NOTHING;
    byte[] bytes;
    try (InputStream in = entity.getContent()) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    String is = PictureType.of(bytes);
    if (is == null || bytes.length > LARGEST) return Answer.NOTHING;
    return new Answer(new Picture(is, bytes), null);
  }

  private @Nullable URI relative(URI from, String location) {
    try {
      return uri(from.resolve(location.strip()).toString());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The address, if it is one of the web on its usual port and without a password in it. */
  private @Nullable URI uri(String address) {
    try {
      String whole = address.strip().replace(" ", "%20");
      URI uri = new URI(whole.startsWith("//") ? "https:" + whole : whole);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      int port = uri.getPort();
      boolean usual = !usualPorts || port == -1 || port == 80 || port == 443;
      return web && usual && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  @Override
  public void destroy() throws IOException {
    threads.shutdownNow();
    client.close();
  }
}
