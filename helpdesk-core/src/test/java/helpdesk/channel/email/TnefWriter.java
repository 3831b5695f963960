package helpdesk.channel.email;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a {@code winmail.dat} as Outlook does, as far as the tests need it. */
final class TnefWriter {
  private static final int LONG_NAME = 0x3707;
  private static final int MIME_TYPE = 0x370E;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TnefWriter() {
    out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
    attribute(1, 0x9007, little(8).putInt(1252).putInt(0).array());
  }

  TnefWriter text(String text) {
    byte[] body = property(0x001F, 0x1000, text.getBytes(StandardCharsets.UTF_16LE));
    attribute(1, 0x9003, joined(little(4).putInt(2).array(), fixed(0x3, 0x0E08, 77), body));
    return this;
  }

  TnefWriter file(String name, String type, String content) {
    attribute(2, 0x9002, new byte[14]);
    attribute(2, 0x8010, "SHORT~1.PDF\0".getBytes(StandardCharsets.US_ASCII));
    attribute(2, 0x800F, content.getBytes(StandardCharsets.UTF_8));
    attribute(
        2,
        0x9005,
        joined(
            little(4).putInt(3).array(),
            fixed(0x3, 0x0E20, content.length()),
            property(0x001F, LONG_NAME, (name + "\0").getBytes(StandardCharsets.UTF_16LE)),
            property(0x001E, MIME_TYPE, (type + "\0").getBytes(StandardCharsets.US_ASCII))));
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static String base64(byte[] bytes) {
    return Base64.getMimeEncoder().encodeToString(bytes);
  }

  private void attribute(int level, int id, byte[] data) {
    out.write(level);
    out.writeBytes(little(8).putInt(id).putInt(data.length).array());
    out.writeBytes(data);
    out.writeBytes(new byte[2]);
  }

  private static byte[] fixed(int type, int id, int value) {
    return little(8).putShort((short) type).putShort((short) id).putInt(value).array();
  }

  private static byte[] property(int type, int id, byte[] value) {
    int padding = (4 - value.length % 4) % 4;
    return joined(
        little(12)
            .putShort((short) type)
            .putShort((short) id)
            .putInt(1)
            .putInt(value.length)
            .array(),
        value,
        new byte[padding]);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) joined.writeBytes(part);
    return joined.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
