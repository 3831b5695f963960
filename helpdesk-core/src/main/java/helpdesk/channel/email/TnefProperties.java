package helpdesk.channel.email;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Walks over the MAPI properties of a {@link Tnef} container or of a file in it. */
final class TnefProperties {
  static final int BODY = 0x1000;
  static final int HTML = 0x1013;
  static final int DATA = 0x3701;
  static final int LONG_NAME = 0x3707;
  static final int MIME_TYPE = 0x370E;
  static final int CONTENT_ID = 0x3712;
  static final int UNICODE = 0x001F;
  private static final int STRING = 0x001E;
  private static final int BINARY = 0x0102;
  private static final int OBJECT = 0x000D;
  private static final int MANY = 0x1000;
  private static final int FIRST_NAMED = 0x8000;
  private static final int MOST = 10_000;

  /** Is told each property that is text or bytes. */
  @FunctionalInterface
  interface Taker {
    void take(int id, int type, ByteBuffer value);
  }

  private TnefProperties() {}

  static void read(ByteBuffer in, Taker taker) {
    try {
      int count = Math.min(in.getInt(), MOST);
      for (int n = 0; n < count; n++) one(in, taker);
    } catch (BufferUnderflowException e) {
      // The rest is of a type that we do not know, or missing.
    }
  }

  private static void one(ByteBuffer in, Taker taker) {
    int whole = in.getShort() & 0xffff;
    int id = in.getShort() & 0xffff;
    if (id >= FIRST_NAMED) skipName(in);
    int type = whole & ~MANY;
    boolean variable = type == STRING || type == UNICODE || type == BINARY || type == OBJECT;
    int values = variable || (whole & MANY) != 0 ? Math.min(in.getInt(), MOST) : 1;
    for (int n = 0; n < values; n++) {
      if (variable) taker.take(id, type, padded(in, in.getInt()));
      else Tnef.slice(in, size(type));
    }
  }

  private static void skipName(ByteBuffer in) {
    Tnef.slice(in, 16);
    boolean named = in.getInt() != 0;
    if (named) padded(in, in.getInt());
    else in.getInt();
  }

  private static ByteBuffer padded(ByteBuffer in, int length) {
    ByteBuffer value = Tnef.slice(in, length);
    int padding = (4 - length % 4) % 4;
    Tnef.slice(in, Math.min(padding, in.remaining()));
    return value;
  }

  private static int size(int type) {
    return switch (type) {
      case 0x02, 0x03, 0x04, 0x0A, 0x0B -> 4;
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
      case 0x48 -> 16;
      default -> throw new BufferUnderflowException();
    };
  }
}
