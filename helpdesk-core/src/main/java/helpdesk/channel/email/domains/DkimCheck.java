package helpdesk.channel.email.domains;

import static helpdesk.channel.DnsFinding.Kind.DKIM_BROKEN;
import static helpdesk.channel.DnsFinding.Kind.DKIM_FOUND;
import static helpdesk.channel.DnsFinding.Kind.DKIM_NONE;
import static helpdesk.channel.DnsFinding.Kind.DKIM_NOT_ASKED;
import static helpdesk.channel.DnsFinding.Kind.DKIM_NOT_THERE;
import static helpdesk.channel.DnsFinding.Kind.DKIM_REVOKED;
import static helpdesk.channel.DnsFinding.Kind.DKIM_SHORT;
import static helpdesk.channel.DnsFinding.Kind.DKIM_TESTING;

import helpdesk.channel.DnsFinding;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys of signatures a domain publishes. Their names cannot be listed, only tried; who signs
 * is the mail server, not this desk.
 */
final class DkimCheck {
  /** Whoever signs should use no shorter keys (RFC 8301). */
  private static final int BITS = 2_048;

  private final Dns dns;

  DkimCheck(Dns dns) {
    this.dns = dns;
  }

  /**
   * @param named the names that somebody is sure of; these must be there
   */
  List<DnsFinding> of(String domain, List<String> named) {
    Set<String> tried = new LinkedHashSet<>(named);
    tried.addAll(Provider.SELECTORS);
    List<DnsFinding> findings = new ArrayList<>();
    try {
      for (String selector : tried) {
        List<String> keys = keys(selector, domain);
        if (!keys.isEmpty()) findings.add(judged(selector, keys));
        else if (named.contains(selector)) findings.add(notThere(selector, domain));
      }
    } catch (NoAnswer e) {
      findings.add(DnsFinding.of(DKIM_NOT_ASKED, e.name()));
    }
    if (!findings.isEmpty()) return findings;
    return List.of(DnsFinding.of(DKIM_NONE, String.join(", ", tried)));
  }

  private List<String> keys(String selector, String domain) throws NoAnswer {
    return dns.txt(selector + "._domainkey." + domain).stream()
        .filter(text -> Tags.of(text).containsKey("p"))
        .toList();
  }

  private static DnsFinding judged(String selector, List<String> keys) {
    Map<String, String> tags = Tags.of(keys.get(0));
    String key = tags.getOrDefault("p", "").replaceAll("\\s", "");
    if (keys.size() > 1) return DnsFinding.of(DKIM_BROKEN, selector);
    if (key.isEmpty()) return DnsFinding.of(DKIM_REVOKED, selector);
    try {
      int bits = tags.getOrDefault("k", "rsa").equals("rsa") ? bits(key) : BITS;
      if (bits < BITS) return DnsFinding.of(DKIM_SHORT, selector, Integer.toString(bits));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return DnsFinding.of(DKIM_BROKEN, selector);
    }
    boolean testing = List.of(tags.getOrDefault("t", "").split(":")).contains("y");
    return DnsFinding.of(testing ? DKIM_TESTING : DKIM_FOUND, selector);
  }

  private static int bits(String key) throws GeneralSecurityException {
    X509EncodedKeySpec written = new X509EncodedKeySpec(Base64.getDecoder().decode(key));
    return ((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(written))
        .getModulus()
        .bitLength();
  }

  private static DnsFinding notThere(String selector, String domain) {
    return DnsFinding.of(DKIM_NOT_THERE, selector)
        .mendedBy(DnsFinding.Entry.txt(selector + "._domainkey." + domain, "v=DKIM1; k=rsa; p=…"));
  }
}
