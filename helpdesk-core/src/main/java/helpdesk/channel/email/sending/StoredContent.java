package helpdesk.channel.email.sending;

import helpdesk.attachment.Files;
import jakarta.activation.DataSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stored file as the mail library wants it: read in pieces while the mail is written out. */
final class StoredContent implements DataSource {
  private final Files files;
  private final String sha256;
  private final String type;

  StoredContent(Files files, String sha256, String type) {
    this.files = files;
    this.sha256 = sha256;
    this.type = type;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    try {
      return new Checked(files.open(sha256));
    } catch (RuntimeException e) {
      throw new UnreadableFile(e);
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("Stored files are not written to");
  }

  @Override
  public String getContentType() {
    return type;
  }

  @Override
  public String getName() {
    return sha256;
  }

  /** Lets the mail library see a failing database as a failing stream, so that it hangs up. */
  private static final class Checked extends FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (RuntimeException e) {
        throw new UnreadableFile(e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (RuntimeException e) {
        throw new UnreadableFile(e);
      }
    }
  }
}
