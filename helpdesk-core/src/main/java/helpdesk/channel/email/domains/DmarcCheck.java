package helpdesk.channel.email.domains;

import static helpdesk.channel.DnsFinding.Kind.DMARC_BROKEN;
import static helpdesk.channel.DnsFinding.Kind.DMARC_FOUND;
import static helpdesk.channel.DnsFinding.Kind.DMARC_MISSING;
import static helpdesk.channel.DnsFinding.Kind.DMARC_NOT_ASKED;
import static helpdesk.channel.DnsFinding.Kind.DMARC_NO_REPORTS;
import static helpdesk.channel.DnsFinding.Kind.DMARC_OBSERVES;
import static helpdesk.channel.DnsFinding.Kind.DMARC_RELAXED;
import static helpdesk.channel.DnsFinding.Kind.DMARC_SEVERAL;
import static helpdesk.channel.DnsFinding.Kind.DMARC_STRICT;

import helpdesk.channel.DnsFinding;
import helpdesk.channel.DnsFinding.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a domain asks others to do with mail that is not proven to be its own. The envelope's sender
 * of our mail is the mailbox itself, so a pass of SPF counts for its domain.
 */
final class DmarcCheck {
  private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");
  private final Dns dns;

  DmarcCheck(Dns dns) {
    this.dns = dns;
  }

  List<DnsFinding> of(String domain) {
    try {
      return judged(domain);
    } catch (NoAnswer e) {
      return List.of(DnsFinding.of(DMARC_NOT_ASKED, e.name()));
    }
  }

  /** A domain without a record of its own goes by that of the domain above it. */
  private List<DnsFinding> judged(String domain) throws NoAnswer {
    String place = domain;
    List<String> records = records(place);
    while (records.isEmpty() && place.chars().filter(c -> c == '.').count() > 1) {
      place = place.substring(place.indexOf('.') + 1);
      records = records(place);
    }
    if (records.isEmpty()) {
      return List.of(DnsFinding.of(DMARC_MISSING, domain).mendedBy(first(domain)));
    }
    if (records.size() > 1) return List.of(DnsFinding.of(DMARC_SEVERAL, "_dmarc." + place));
    return judged(domain, place, records.get(0));
  }

  private static List<DnsFinding> judged(String domain, String place, String record) {
    Map<String, String> tags = Tags.of(record);
    String own = tags.getOrDefault("p", "");
    String policy = place.equals(domain) ? own : tags.getOrDefault("sp", own);
    policy = policy.toLowerCase(Locale.ROOT);
    if (!POLICIES.contains(policy)) {
      return List.of(DnsFinding.of(DMARC_BROKEN, "_dmarc." + place).mendedBy(first(place)));
    }
    List<DnsFinding> findings = new ArrayList<>();
    findings.add(
        policy.equals("none")
            ? DnsFinding.of(DMARC_OBSERVES, "_dmarc." + place)
            : DnsFinding.of(DMARC_FOUND, "_dmarc." + place, policy));
    if (!tags.containsKey("rua")) {
      String ended = record.strip().replaceAll("\\s*;\\s*$", "");
      findings.add(
          DnsFinding.of(DMARC_NO_REPORTS)
              .mendedBy(Entry.txt("_dmarc." + place, ended + "; rua=mailto:postmaster@" + place)));
    }
    boolean strict =
        tags.getOrDefault("adkim", "r").equals("s") || tags.getOrDefault("aspf", "r").equals("s");
    findings.add(DnsFinding.of(strict ? DMARC_STRICT : DMARC_RELAXED, domain));
    return findings;
  }

  private List<String> records(String domain) throws NoAnswer {
    return dns.txt("_dmarc." + domain).stream()
        .filter(text -> Tags.of(text).getOrDefault("v", "").equals("DMARC1"))
        .toList();
  }

  /** One that changes nothing yet, but lets one see who sends in the domain's name. */
  private static Entry first(String domain) {
    return Entry.txt("_dmarc." + domain, "v=DMARC1; p=none; rua=mailto:postmaster@" + domain);
  }
}
