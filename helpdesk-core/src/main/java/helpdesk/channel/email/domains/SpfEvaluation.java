package helpdesk.channel.email.domains;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges by the SPF record of a domain whether one address may send for it, as a receiver does (RFC
 * 7208, section 4). Unlike a receiver it goes on after the verdict: the limit of lookups must hold
 * for every sender.
 */
final class SpfEvaluation {
  /** So many terms that need the DNS a record may have, all included ones together. */
  static final int MOST_LOOKUPS = 10;

  private static final int MOST_HOSTS = 10;
  private final Dns dns;
  private final InetAddress sender;
  private final Set<String> included = new HashSet<>();
  private int lookups;
  private boolean unclear;

  SpfEvaluation(Dns dns, InetAddress sender) {
    this.dns = dns;
    this.sender = sender;
  }

  /** Whether the sender passes. */
  boolean passes(String domain, SpfRecord record) throws NoAnswer, SpfError {
    Character verdict = verdict(domain, record);
    return verdict != null && verdict == '+';
  }

  /** Whether the record asks for more than an address can tell. */
  boolean unclear() {
    return unclear;
  }

  /** The domains whose records it takes in. */
  Set<String> included() {
    return included;
  }

  private @Nullable Character verdict(String domain, SpfRecord record) throws NoAnswer, SpfError {
    Character verdict = null;
    for (SpfRecord.Term term : record.terms()) {
      boolean matches = matches(term, domain);
      if (matches && verdict == null) verdict = term.qualifier();
    }
    String redirect = record.redirect();
    if (redirect == null || record.all() != null) return verdict;
    count();
    if (redirect.contains("%")) {
      unclear = true;
      return verdict;
    }
    Character further = verdict(redirect, recordOf(redirect, "redirect=" + redirect));
    return verdict == null ? further : verdict;
  }

  private boolean matches(SpfRecord.Term term, String domain) throws NoAnswer, SpfError {
    String mechanism = term.mechanism();
    if (mechanism.equals("all")) return true;
    String target = term.target() == null ? domain : term.target();
    if (mechanism.startsWith("ip")) {
      return Dns.address(target).map(network -> within(network, term)).orElse(false);
    }
    count();
    if (term.hasMacro() || mechanism.equals("ptr") || mechanism.equals("exists")) {
      unclear = true;
      return false;
    }
    if (mechanism.equals("include")) {
      included.add(target.toLowerCase(Locale.ROOT));
      Character theirs = verdict(target, recordOf(target, "include:" + target));
      return theirs != null && theirs == '+';
    }
    if (mechanism.equals("a")) return anyWithin(dns.addresses(target), term);
    List<String> hosts = dns.mx(target);
    for (String host : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
      if (anyWithin(dns.addresses(host), term)) return true;
    }
    return false;
  }

  private SpfRecord recordOf(String domain, String term) throws NoAnswer, SpfError {
    List<String> records = dns.txt(domain).stream().filter(SpfRecord::isOne).toList();
    if (records.size() != 1) throw SpfError.broken(term);
    return SpfRecord.parse(records.get(0));
  }

  private void count() throws SpfError {
    if (++lookups > MOST_LOOKUPS) throw SpfError.tooManyLookups();
  }

  private boolean anyWithin(List<InetAddress> networks, SpfRecord.Term term) {
    return networks.stream().anyMatch(network -> within(network, term));
  }

  private boolean within(InetAddress network, SpfRecord.Term term) {
    byte[] ours = sender.getAddress();
    byte[] theirs = network.getAddress();
    if (ours.length != theirs.length) return false;
    int bits = ours.length == 4 ? term.prefix4() : term.prefix6();
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) return false;
    }
    return true;
  }
}
