package helpdesk.channel;

import java.util.List;

/**
 * A domain that mailboxes send from, and what was found about it.
 *
 * @param name in the letters of the domain system
 * @param servers the hosts that its mail is handed to, empty if there is none yet
 */
public record SendingDomain(String name, List<String> servers, List<DnsFinding> findings) {
  public SendingDomain {
    servers = List.copyOf(servers);
    findings = List.copyOf(findings);
  }

  /** What was found about one thing. */
  public List<DnsFinding> about(DnsFinding.Topic topic) {
    return findings.stream().filter(finding -> finding.kind().topic() == topic).toList();
  }

  /** How bad the worst of it is. */
  public DnsFinding.Level worst() {
    return findings.stream()
        .map(finding -> finding.kind().level())
        .max(Enum::compareTo)
        .orElse(DnsFinding.Level.GOOD);
  }
}
