package helpdesk.web.api.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body tells somebody what is read of it, and is kept nowhere. */
final class WatchedBody extends HttpServletRequestWrapper {
  /** Hears of bytes as they are read. */
  interface Watcher {
    void read(byte[] bytes, int offset, int count);
  }

  /** Hears how many bytes were read so far. */
  interface Counter {
    void read(long soFar);
  }

  private final Watcher watcher;
  private @Nullable ServletInputStream stream;

  WatchedBody(HttpServletRequest request, Watcher watcher) {
    super(request);
    this.watcher = watcher;
  }

  WatchedBody(HttpServletRequest request, Counter counter) {
    this(request, counting(counter));
  }

  private static Watcher counting(Counter counter) {
    long[] soFar = new long[1];
    return (bytes, offset, count) -> counter.read(soFar[0] += count);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (stream == null) stream = new Stream(super.getInputStream(), watcher);
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Stream extends ServletInputStream {
    private final ServletInputStream body;
    private final Watcher watcher;

    Stream(ServletInputStream body, Watcher watcher) {
      this.body = body;
      this.watcher = watcher;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = body.read(bytes, offset, length);
      if (count > 0) watcher.read(bytes, offset, count);
      return count;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
