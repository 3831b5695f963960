package helpdesk.web.shell;

import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the addresses of attached files. Who has such an address may read the file: the pages that
 * carry it are for those who may, and it works where no session is, such as inside a sandbox.
 */
@Component
public class FileLinks {
  private static final String KEY = "files";
  private final Secrets secrets;

  /** A page only reads, but the first page of all makes the key. */
  private final TransactionTemplate apart;

  private volatile byte @Nullable [] key;

  FileLinks(Secrets secrets, PlatformTransactionManager transactions) {
    this.secrets = secrets;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The address of that file. */
  public String to(long attachment, String name) {
    String last = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/files/" + attachment + "/" + signature(attachment) + "/" + last;
  }

  /** Whether the signature is ours for that file. */
  public boolean fits(long attachment, String signature) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.US_ASCII),
        signature(attachment).getBytes(StandardCharsets.US_ASCII));
  }

  private String signature(long attachment) {
    return Tokens.encode(Tokens.hmac(key(), "file " + attachment));
  }

  private byte[] key() {
    byte[] known = key;
    if (known != null) return known;
    byte[] made = Objects.requireNonNull(apart.execute(status -> secrets.key(KEY)));
    key = made;
    return made;
  }
}
