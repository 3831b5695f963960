package helpdesk.channel.email.domains;

import static helpdesk.channel.DnsFinding.Kind.MX_FOUND;
import static helpdesk.channel.DnsFinding.Kind.MX_MISSING;
import static helpdesk.channel.DnsFinding.Kind.MX_NOT_ASKED;
import static helpdesk.channel.DnsFinding.Kind.MX_REFUSES;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.DnsFinding;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.channel.SendingDomain;
import helpdesk.channel.SendingDomains;
import helpdesk.shared.EmailAddress;
import java.net.IDN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Checks the domains of the mailboxes one after the other, within one patience for them all. */
@Component
class DomainChecks implements SendingDomains {
  private static final int SHOWN_HOSTS = 5;
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final String server;
  private final Duration patience;

  DomainChecks(
      Channels channels,
      Mailboxes mailboxes,
      @Value("${helpdesk.dns-server:}") String server,
      @Value("${helpdesk.dns-patience:1s}") Duration patience) {
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.server = server;
    this.patience = patience;
  }

  @Override
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public List<SendingDomain> check(List<String> selectors) {
    Map<String, Set<String>> domains = domains();
    Dns dns = new Dns(server, patience);
    List<SendingDomain> checked = new ArrayList<>();
    domains.forEach(
        (domain, servers) -> checked.add(check(dns, domain, List.copyOf(servers), selectors)));
    return checked;
  }

  private static SendingDomain check(
      Dns dns, String domain, List<String> servers, List<String> selectors) {
    List<DnsFinding> findings = new ArrayList<>();
    findings.add(mx(dns, domain));
    findings.addAll(new SpfCheck(dns).of(domain, servers));
    findings.addAll(new DkimCheck(dns).of(domain, selectors));
    findings.addAll(new DmarcCheck(dns).of(domain));
    return new SendingDomain(domain, servers, findings);
  }

  private static DnsFinding mx(Dns dns, String domain) {
    try {
      List<String> hosts = dns.mx(domain);
      if (hosts.isEmpty()) return DnsFinding.of(MX_MISSING, domain);
      if (hosts.contains(".")) return DnsFinding.of(MX_REFUSES, domain);
      List<String> shown = hosts.subList(0, Math.min(SHOWN_HOSTS, hosts.size()));
      return DnsFinding.of(MX_FOUND, String.join(", ", shown));
    } catch (NoAnswer e) {
      return DnsFinding.of(MX_NOT_ASKED, e.name());
    }
  }

  /** The servers of each domain, both by name. */
  private Map<String, Set<String>> domains() {
    Map<String, Set<String>> domains = new TreeMap<>();
    for (Channel channel : channels.all()) {
      EmailAddress address = channel.address();
      if (address == null || !channel.active()) continue;
      Set<String> servers =
          domains.computeIfAbsent(
              IDN.toASCII(address.domain(), IDN.ALLOW_UNASSIGNED), d -> new TreeSet<>());
      mailboxes.smtpOf(channel.id()).map(MailServer::host).ifPresent(servers::add);
    }
    return domains;
  }
}
