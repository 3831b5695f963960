package helpdesk.channel.email.domains;

import static helpdesk.channel.DnsFinding.Kind.SPF_AUTHORISED;
import static helpdesk.channel.DnsFinding.Kind.SPF_MISSING;
import static helpdesk.channel.DnsFinding.Kind.SPF_NOT_ASKED;
import static helpdesk.channel.DnsFinding.Kind.SPF_NOT_AUTHORISED;
import static helpdesk.channel.DnsFinding.Kind.SPF_OPEN_END;
import static helpdesk.channel.DnsFinding.Kind.SPF_PASSES_ALL;
import static helpdesk.channel.DnsFinding.Kind.SPF_SEVERAL;
import static helpdesk.channel.DnsFinding.Kind.SPF_UNCLEAR;

import helpdesk.channel.DnsFinding;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a domain says that our mail servers may send for it. */
final class SpfCheck {
  /** Set aside for examples (RFC 5737): nobody sends from it, but the record can be walked. */
  private static final InetAddress NOBODY = Dns.address("192.0.2.1").orElseThrow();

  private final Dns dns;

  SpfCheck(Dns dns) {
    this.dns = dns;
  }

  /**
   * @param servers the hosts that the mail of the domain is handed to
   */
  List<DnsFinding> of(String domain, List<String> servers) {
    try {
      List<String> records = dns.txt(domain).stream().filter(SpfRecord::isOne).toList();
      if (records.isEmpty()) return List.of(missing(domain, servers));
      if (records.size() > 1) {
        return List.of(
            DnsFinding.of(SPF_SEVERAL, Integer.toString(records.size()))
                .mendedBy(DnsFinding.Entry.txt(domain, SpfRecord.merged(records))));
      }
      return judged(domain, records.get(0), servers);
    } catch (NoAnswer e) {
      return List.of(DnsFinding.of(SPF_NOT_ASKED, e.name()));
    } catch (SpfError e) {
      return List.of(e.finding());
    }
  }

  private List<DnsFinding> judged(String domain, String text, List<String> servers)
      throws NoAnswer, SpfError {
    SpfRecord record = SpfRecord.parse(text);
    Character all = record.all();
    if (all != null && all == '+') {
      return List.of(
          DnsFinding.of(SPF_PASSES_ALL)
              .mendedBy(DnsFinding.Entry.txt(domain, SpfRecord.endedBy(text, "~all"))));
    }
    // with no server to judge, the record is still walked for what makes it void
    new SpfEvaluation(dns, NOBODY).passes(domain, record);
    List<DnsFinding> findings = new ArrayList<>();
    String mended = text;
    for (String server : servers) {
      DnsFinding finding = judged(domain, record, server);
      findings.add(finding);
      if (finding.kind() == SPF_NOT_AUTHORISED) mended = SpfRecord.with(mended, mechanism(server));
    }
    if (record.redirect() == null && (all == null || all == '?')) {
      findings.add(DnsFinding.of(SPF_OPEN_END));
      mended = SpfRecord.endedBy(mended, "~all");
    }
    return mended.equals(text) ? findings : mended(findings, domain, mended);
  }

  /** One record mends all that is wrong; it stands below the last that needs it. */
  private static List<DnsFinding> mended(List<DnsFinding> findings, String domain, String record) {
    for (int n = findings.size() - 1; n >= 0; n--) {
      DnsFinding finding = findings.get(n);
      if (finding.kind() == SPF_NOT_AUTHORISED || finding.kind() == SPF_OPEN_END) {
        findings.set(n, finding.mendedBy(DnsFinding.Entry.txt(domain, record)));
        break;
      }
    }
    return findings;
  }

  private DnsFinding judged(String domain, SpfRecord record, String server)
      throws NoAnswer, SpfError {
    Optional<Provider> provider = Provider.of(server);
    List<InetAddress> addresses =
        provider.isPresent() ? List.of(NOBODY) : outside(addresses(server));
    if (addresses.isEmpty()) return DnsFinding.of(SPF_UNCLEAR, server);
    boolean passes = true;
    boolean unclear = false;
    for (InetAddress address : addresses) {
      SpfEvaluation evaluation = new SpfEvaluation(dns, address);
      boolean passed = evaluation.passes(domain, record);
      if (provider.isPresent()) passed = evaluation.included().contains(provider.get().spf());
      passes &= passed;
      unclear |= evaluation.unclear();
    }
    if (passes) return DnsFinding.of(SPF_AUTHORISED, server);
    if (unclear) return DnsFinding.of(SPF_UNCLEAR, server);
    return DnsFinding.of(SPF_NOT_AUTHORISED, server);
  }

  private DnsFinding missing(String domain, List<String> servers) throws NoAnswer {
    String record = "v=spf1";
    for (String server : servers) {
      boolean known = Provider.of(server).isPresent() || !outside(addresses(server)).isEmpty();
      String mechanism = known ? mechanism(server) : "mx";
      if (!record.contains(" " + mechanism + " ")) record = SpfRecord.with(record, mechanism);
    }
    String value = servers.isEmpty() ? "v=spf1 mx ~all" : record;
    return DnsFinding.of(SPF_MISSING, domain).mendedBy(DnsFinding.Entry.txt(domain, value));
  }

  private static String mechanism(String server) {
    if (Dns.address(server).isPresent()) return (server.contains(":") ? "ip6:" : "ip4:") + server;
    return Provider.of(server)
        .map(provider -> "include:" + provider.spf())
        .orElse("a:" + server.toLowerCase(Locale.ROOT));
  }

  private List<InetAddress> addresses(String server) throws NoAnswer {
    Optional<InetAddress> written = Dns.address(server);
    if (written.isPresent()) return List.of(written.get());
    return server.contains(".") ? dns.addresses(server) : List.of();
  }

  /** Behind an address of our own network mail leaves by another one, which we do not know. */
  private static List<InetAddress> outside(List<InetAddress> addresses) {
    return addresses.stream()
            .anyMatch(
                a ->
                    a.isLoopbackAddress()
                        || a.isSiteLocalAddress()
                        || a.isLinkLocalAddress()
                        || (a.getAddress().length == 16 && (a.getAddress()[0] & 0xfe) == 0xfc))
        ? List.of()
        : addresses;
  }
}
