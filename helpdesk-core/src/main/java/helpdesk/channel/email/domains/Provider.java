package helpdesk.channel.email.domains;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A big mail provider: the address that takes our mail is not the one it leaves from, so its SPF
 * record is included by name.
 *
 * @param hosts the ends of the names of its servers
 * @param spf the domain to include
 */
record Provider(Set<String> hosts, String spf) {
  /** Under these names the providers and the common mail servers publish their keys. */
  static final List<String> SELECTORS =
      List.of(
          "google",
          "selector1",
          "selector2",
          "default",
          "dkim",
          "mail",
          "s1",
          "s2",
          "k1",
          "k2",
          "k3",
          "fm1",
          "fm2",
          "fm3",
          "protonmail",
          "zmail",
          "mailjet",
          "mandrill");

  private static final List<Provider> BIG =
      List.of(
          new Provider(Set.of("gmail.com", "googlemail.com"), "_spf.google.com"),
          new Provider(Set.of("office365.com", "outlook.com"), "spf.protection.outlook.com"),
          new Provider(Set.of("sendgrid.net"), "sendgrid.net"),
          new Provider(Set.of("amazonaws.com"), "amazonses.com"),
          new Provider(Set.of("mailgun.org"), "mailgun.org"),
          new Provider(Set.of("postmarkapp.com"), "spf.mtasv.net"),
          new Provider(Set.of("fastmail.com", "messagingengine.com"), "spf.messagingengine.com"),
          new Provider(Set.of("zoho.com"), "zoho.com"),
          new Provider(Set.of("zoho.eu"), "zoho.eu"),
          new Provider(Set.of("brevo.com", "sendinblue.com"), "spf.brevo.com"),
          new Provider(Set.of("mailjet.com"), "spf.mailjet.com"),
          new Provider(Set.of("protonmail.ch"), "_spf.protonmail.ch"));

  /** Whose server that is, if it is one of them. */
  static Optional<Provider> of(String server) {
    String host = server.toLowerCase(Locale.ROOT);
    return BIG.stream()
        .filter(
            big -> big.hosts.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end)))
        .findFirst();
  }
}
