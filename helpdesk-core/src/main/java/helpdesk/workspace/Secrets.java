package helpdesk.workspace;

import helpdesk.shared.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys of this installation: random, made once, the same on every node. Passwords of mailboxes are
 * sealed with AES-256-GCM under {@code helpdesk.secret-key} where one is given, else under a key of
 * the database itself (which keeps them out of a casual look, not from a thief of the database).
 */
@Component
public class Secrets {
  private static final int NONCE = 12;
  private final JdbcClient jdbc;
  private final TransactionTemplate alone;
  private final String masterKey;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  Secrets(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Value("${helpdesk.secret-key:}") String masterKey) {
    this.jdbc = jdbc;
    this.alone = new TransactionTemplate(transactions);
    this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.masterKey = masterKey;
  }

  /** The key of that name, 32 bytes, made on first use and then the same for ever. */
  public byte[] key(String name) {
    return known.computeIfAbsent(name, this::stored).clone();
  }

  /** In a transaction of its own: a key that a rollback took back must not be remembered. */
  private byte[] stored(String name) {
    byte[] key = alone.execute(status -> makeOrRead(name));
    if (key == null) throw new IllegalStateException("No key " + name);
    return key;
  }

  private byte[] makeOrRead(String name) {
    jdbc.sql(
            "INSERT INTO workspace_secret (name, value) VALUES (:name, :value) ON CONFLICT DO"
                + " NOTHING")
        .param("name", name)
        .param("value", Tokens.randomBytes(32))
        .update();
    return jdbc.sql("SELECT value FROM workspace_secret WHERE name = :name")
        .param("name", name)
        .query(byte[].class)
        .single();
  }

  /** HMAC of the text under the named key: what signs reply addresses and links. */
  public byte[] sign(String name, String text) {
    return Tokens.hmac(key(name), text);
  }

  /** Seals a password for the database. */
  public byte[] seal(String plain) {
    byte[] nonce = Tokens.randomBytes(NONCE);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, both, NONCE, sealed.length);
    return both;
  }

  /**
   * Opens what {@link #seal} closed.
   *
   * @throws IllegalStateException if the key is another than the one it was sealed with
   */
  public String open(byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    byte[] plain =
        crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
    return new String(plain, StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] input) {
    try {
      byte[] key = masterKey.isBlank() ? key("mailbox-passwords") : Tokens.hash(masterKey);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A stored password cannot be opened: was helpdesk.secret-key changed?", e);
    }
  }
}
