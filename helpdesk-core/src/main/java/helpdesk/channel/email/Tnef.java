package helpdesk.channel.email;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the container in which Outlook wraps what it sends to its own kind (MS-OXTNEF), known as
 * {@code winmail.dat}. What is cut off or garbled ends the reading; what was found until then
 * stays.
 */
final class Tnef {
  private static final int SIGNATURE = 0x223E9F78;
  private static final int ATTACHMENT_BEGINS = 0x9002;
  private static final int ATTACHMENT_TITLE = 0x8010;
  private static final int ATTACHMENT_DATA = 0x800F;
  private static final int ATTACHMENT_PROPERTIES = 0x9005;
  private static final int MESSAGE_PROPERTIES = 0x9003;
  private static final int BODY = 0x800C;
  private static final int CODE_PAGE = 0x9007;
  private static final int MOST_FILES = 500;

  /** A file in the container. */
  static final class Item {
    @Nullable String name;
    @Nullable String type;
    @Nullable String contentId;
    byte @Nullable [] bytes;
  }

  final List<Item> items = new ArrayList<>();
  @Nullable String text;
  byte @Nullable [] html;
  private Charset charset = Charset.forName("windows-1252");
  private @Nullable Item current;

  private Tnef() {}

  /** What the container holds; null if the bytes are none. */
  static @Nullable Tnef read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 6 || in.getInt() != SIGNATURE) return null;
    in.getShort();
    Tnef tnef = new Tnef();
    try {
      while (in.remaining() > 11 && tnef.items.size() < MOST_FILES) tnef.attribute(in);
    } catch (BufferUnderflowException e) {
      // It says it is longer than it is.
    }
    return tnef;
  }

  private void attribute(ByteBuffer in) {
    in.get();
    int id = in.getInt() & 0xffff;
    ByteBuffer data = slice(in, in.getInt());
    in.getShort();
    switch (id) {
      case CODE_PAGE -> charset = codePage(data);
      case BODY -> text = string(data, charset);
      case MESSAGE_PROPERTIES -> TnefProperties.read(data, this::property);
      case ATTACHMENT_BEGINS -> {
        current = new Item();
        items.add(current);
      }
      case ATTACHMENT_TITLE -> {
        if (current != null && current.name == null) current.name = string(data, charset);
      }
      case ATTACHMENT_DATA -> {
        if (current != null) current.bytes = bytes(data);
      }
      case ATTACHMENT_PROPERTIES -> TnefProperties.read(data, this::attachmentProperty);
      default -> {}
    }
  }

  private void property(int id, int type, ByteBuffer value) {
    if (id == TnefProperties.BODY && text == null) text = string(type, value);
    if (id == TnefProperties.HTML) html = bytes(value);
  }

  private void attachmentProperty(int id, int type, ByteBuffer value) {
    Item item = current;
    if (item == null) return;
    switch (id) {
      case TnefProperties.LONG_NAME -> item.name = string(type, value);
      case TnefProperties.MIME_TYPE -> item.type = string(type, value);
      case TnefProperties.CONTENT_ID -> item.contentId = string(type, value);
      case TnefProperties.DATA -> {
        if (item.bytes == null) item.bytes = bytes(value);
      }
      default -> {}
    }
  }

  private String string(int type, ByteBuffer value) {
    return string(value, type == TnefProperties.UNICODE ? StandardCharsets.UTF_16LE : charset);
  }

  private static String string(ByteBuffer value, Charset charset) {
    String text = new String(bytes(value), charset);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Charset codePage(ByteBuffer data) {
    int page = data.remaining() < 4 ? 0 : data.getInt();
    Charset named = Charsets.named("windows-" + page);
    if (named == null) named = Charsets.named(page == 65001 ? "utf-8" : "ibm" + page);
    return named == null ? Charset.forName("windows-1252") : named;
  }

  static byte[] bytes(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }

  /** The next so many bytes as a buffer of their own. */
  static ByteBuffer slice(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) throw new BufferUnderflowException();
    ByteBuffer slice = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    slice.limit(length);
    in.position(in.position() + length);
    return slice;
  }
}
