package helpdesk.channel.email;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the parser no more of a Content-Type than it can read quickly: its own reading of one takes
 * time that grows with the square of its length. Other fields pass as they are.
 */
final class BoundedFields implements FieldBuilder {
  private static final int LONGEST_TYPE = 8 * 1024;
  private final FieldBuilder fields;

  BoundedFields(FieldBuilder fields) {
    this.fields = fields;
  }

  @Override
  public void reset() {
    fields.reset();
  }

  @Override
  public void append(ByteArrayBuffer bytes) throws MimeException {
    fields.append(bytes);
  }

  @Override
  public @Nullable RawField build() throws MimeException {
    RawField field = fields.build();
    if (field == null || !field.getNameLowerCase().startsWith("content-")) return field;
    String body = field.getBody();
    if (body.length() <= LONGEST_TYPE) return field;
    return new RawField(field.getName(), PlainText.cut(body, LONGEST_TYPE));
  }

  @Override
  public RecycledByteArrayBuffer getRaw() {
    return fields.getRaw();
  }

  @Override
  public void release() {
    fields.release();
  }
}
