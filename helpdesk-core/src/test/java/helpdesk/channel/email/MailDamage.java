package helpdesk.channel.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages messages, in the same ways for the same seed. */
final class MailDamage {
  private static final List<String> BITS =
      List.of(
          "\u0000",
          "\n",
          "\r",
          "\r\n\r\n",
          "=?utf-8?B?",
          "?=",
          "\"",
          "<",
          ">",
          "(",
          ";",
          ":",
          "--b",
          "--b--",
          "\n--b\n",
          "=",
          "%",
          "*0*=",
          "Content-Type: multipart/mixed; boundary=b\n",
          "charset=utf-16",
          "charset=utf-7",
          "+ADw-",
          "\u00ff",
          "\ud83d\ude00",
          "filename*=''%",
          "base64",
          "<<<",
          "]]>",
          "<!--",
          "<svg><style>",
          "&#xD800;",
          "@",
          ",",
          "On Mon, 1 Jan 2024 at 10:00, A <a@b> wrote:\n",
          "> > > ",
          "-- \n",
          "x".repeat(5000));

  private MailDamage() {}

  /** Drops, doubles, or overwrites a stretch of the message, or puts something nasty in. */
  static byte[] once(byte[] mail, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = random.nextInt(mail.length);
    int length = Math.min(random.nextInt(60), mail.length - at);
    out.write(mail, 0, at);
    switch (random.nextInt(4)) {
      case 0 ->
          out.writeBytes(BITS.get(random.nextInt(BITS.size())).getBytes(StandardCharsets.UTF_8));
      case 1 -> {
        for (int n = 0; n < 3; n++) out.write(mail, at, length);
      }
      case 2 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        out.writeBytes(noise);
      }
      default -> {}
    }
    boolean drop = random.nextBoolean();
    out.write(mail, drop ? at + length : at, mail.length - at - (drop ? length : 0));
    return out.size() == 0 ? mail : out.toByteArray();
  }
}
