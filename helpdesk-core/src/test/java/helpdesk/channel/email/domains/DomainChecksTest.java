package helpdesk.channel.email.domains;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.channel.DnsFinding;
import helpdesk.channel.DnsFinding.Entry;
import helpdesk.channel.DnsFinding.Kind;
import helpdesktest.LoopbackDns;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found about a domain, asked of a name server that says what the test wants. */
class DomainChecksTest {
  private static final String DOMAIN = "sending.example";
  private static final String SMTP = "smtp.sending.example";
  LoopbackDns zone;

  @BeforeEach
  void serve() {
    zone = new LoopbackDns().a(SMTP, "203.0.113.5");
  }

  @AfterEach
  void stop() {
    zone.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 ip4:203.0.113.0/24 -all",
        "V=SPF1 a:smtp.sending.example ~all",
        "v=spf1 mx ~all",
        "v=spf1 a:other.example/8 -all",
        "v=spf1 -ip4:203.0.113.6 include:spf.sending.example -all",
        "v=spf1 redirect=spf.sending.example",
        "v=spf1 ip6:2001:db8::/32 exp=why.sending.example +a:smtp.sending.example -all"
      })
  void aServerThatTheRecordNamesIsAuthorised(String record) {
    zone.txt(DOMAIN, "some-site-verification=1").txt(DOMAIN, record);
    zone.mx(DOMAIN, 10, SMTP).a("other.example", "203.1.1.1");
    zone.txt("spf.sending.example", "v=spf1 ip4:203.0.113.5 -all");

    assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_AUTHORISED, SMTP));
  }

  @Test
  void aServerThatTheRecordLeavesOutIsNamedWithTheRecordThatAddsIt() {
    zone.txt(DOMAIN, "v=spf1 ip4:198.51.100.0/24 include:spf.sending.example -all");
    zone.txt("spf.sending.example", "v=spf1 -ip4:203.0.113.5 +all");

    assertThat(spf())
        .containsExactly(
            DnsFinding.of(Kind.SPF_NOT_AUTHORISED, SMTP)
                .mendedBy(
                    Entry.txt(
                        DOMAIN,
                        "v=spf1 ip4:198.51.100.0/24 include:spf.sending.example"
                            + " a:smtp.sending.example -all")));
  }

  @Test
  void withoutARecordOneIsProposedForTheServersThereAre() {
    List<DnsFinding> found =
        new SpfCheck(dns()).of(DOMAIN, List.of(SMTP, "smtp.gmail.com", "localhost"));

    assertThat(found)
        .containsExactly(
            DnsFinding.of(Kind.SPF_MISSING, DOMAIN)
                .mendedBy(
                    Entry.txt(
                        DOMAIN, "v=spf1 a:smtp.sending.example include:_spf.google.com mx ~all")));
  }

  @Test
  void twoRecordsAreVoidAndOneIsProposedInTheirPlace() {
    zone.txt(DOMAIN, "v=spf1 mx -all").txt(DOMAIN, "v=spf1 mx include:spf.example ~all");

    assertThat(spf())
        .containsExactly(
            DnsFinding.of(Kind.SPF_SEVERAL, "2")
                .mendedBy(Entry.txt(DOMAIN, "v=spf1 mx include:spf.example ~all")));
  }

  @Test
  void theEleventhLookupIsOneTooManyEvenAfterTheServerWasFound() {
    StringBuilder record = new StringBuilder("v=spf1 ip4:203.0.113.5");
    for (int n = 1; n <= 5; n++) {
      record.append(" include:s").append(n).append(".example");
      zone.txt("s" + n + ".example", "v=spf1 a:a.example -all");
    }
    zone.a("a.example", "198.51.100.1").txt(DOMAIN, record + " -all");
    assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_AUTHORISED, SMTP));

    try (LoopbackDns more = new LoopbackDns()) {
      zone.close();
      zone = more;
      for (int n = 1; n <= 5; n++) more.txt("s" + n + ".example", "v=spf1 a:a.example -all");
      more.a("a.example", "198.51.100.1").txt(DOMAIN, record + " mx -all");
      assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_TOO_MANY_LOOKUPS, "10"));
    }
  }

  @Test
  void aRecordThatIncludesItselfEndsAtTheLimit() {
    zone.txt(DOMAIN, "v=spf1 include:sending.example -all");

    assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_TOO_MANY_LOOKUPS, "10"));
  }

  @ParameterizedTest
  @CsvSource({
    "v=spf1 ipv4:203.0.113.5 -all, ipv4:203.0.113.5",
    "v=spf1 ip4:203.0.113.500 -all, ip4:203.0.113.500",
    "v=spf1 ip6:1::2::3 -all, ip6:1::2::3",
    "v=spf1 ip4:203.0.113.0/33 -all, ip4:203.0.113.0/33",
    "v=spf1 include: -all, include:",
    "v=spf1 include:nobody.example -all, include:nobody.example",
    "v=spf1 <script>alert(1)</script> -all, <script>alert(1)</script>"
  })
  void whatNobodyCanReadIsNamed(String record, String term) {
    zone.txt(DOMAIN, record);

    assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_BROKEN, term));
  }

  @Test
  void aRecordThatLetsEverybodyInOrSaysNothingOfTheRestIsRemarkedOn() {
    zone.txt(DOMAIN, "v=spf1 a:smtp.sending.example");
    zone.txt("open.example", "v=spf1 mx +all");

    assertThat(spf())
        .containsExactly(
            DnsFinding.of(Kind.SPF_AUTHORISED, SMTP),
            DnsFinding.of(Kind.SPF_OPEN_END)
                .mendedBy(Entry.txt(DOMAIN, "v=spf1 a:smtp.sending.example ~all")));
    assertThat(new SpfCheck(dns()).of("open.example", List.of(SMTP)))
        .containsExactly(
            DnsFinding.of(Kind.SPF_PASSES_ALL)
                .mendedBy(Entry.txt("open.example", "v=spf1 mx ~all")));
  }

  @Test
  void oneRecordMendsAllThatIsWrong() {
    zone.txt(DOMAIN, "v=spf1 mx ?all").a("second.sending.example", "203.0.113.6");

    assertThat(new SpfCheck(dns()).of(DOMAIN, List.of(SMTP, "second.sending.example")))
        .containsExactly(
            DnsFinding.of(Kind.SPF_NOT_AUTHORISED, SMTP),
            DnsFinding.of(Kind.SPF_NOT_AUTHORISED, "second.sending.example"),
            DnsFinding.of(Kind.SPF_OPEN_END)
                .mendedBy(
                    Entry.txt(
                        DOMAIN, "v=spf1 mx a:smtp.sending.example a:second.sending.example ~all")));
  }

  @Test
  void aBigProviderIsKnownByTheRecordItWantsIncluded() {
    zone.txt(DOMAIN, "v=spf1 include:_spf.google.com ~all");
    zone.txt("_spf.google.com", "v=spf1 ip4:198.51.100.0/24 ~all");

    assertThat(new SpfCheck(dns()).of(DOMAIN, List.of("smtp.gmail.com", "smtp.office365.com")))
        .containsExactly(
            DnsFinding.of(Kind.SPF_AUTHORISED, "smtp.gmail.com"),
            DnsFinding.of(Kind.SPF_NOT_AUTHORISED, "smtp.office365.com")
                .mendedBy(
                    Entry.txt(
                        DOMAIN,
                        "v=spf1 include:_spf.google.com include:spf.protection.outlook.com ~all")));
  }

  @Test
  void whereMailLeavesByAnAddressThatWeDoNotSeeNothingIsClaimed() {
    zone.txt(DOMAIN, "v=spf1 mx -all").a("relay.sending.example", "10.0.0.25");

    assertThat(
            new SpfCheck(dns())
                .of(DOMAIN, List.of("127.0.0.1", "localhost", "relay.sending.example")))
        .containsExactly(
            DnsFinding.of(Kind.SPF_UNCLEAR, "127.0.0.1"),
            DnsFinding.of(Kind.SPF_UNCLEAR, "localhost"),
            DnsFinding.of(Kind.SPF_UNCLEAR, "relay.sending.example"));
  }

  @Test
  void aServerThatIsSilentOrFailsIsNotTakenForAMissingRecordAndIsSoonLeftAlone() {
    zone.failingAbout(DOMAIN);
    assertThat(spf()).containsExactly(DnsFinding.of(Kind.SPF_NOT_ASKED, DOMAIN));

    zone.silentAbout("_dmarc.sending.example").silentAbout("google._domainkey.sending.example");
    Dns dns = new Dns(zone.address(), Duration.ofMillis(300));
    assertThat(new DmarcCheck(dns).of(DOMAIN))
        .containsExactly(DnsFinding.of(Kind.DMARC_NOT_ASKED, "_dmarc.sending.example"));
    assertThat(new DkimCheck(dns).of(DOMAIN, List.of()))
        .containsExactly(DnsFinding.of(Kind.DKIM_NOT_ASKED, "google._domainkey.sending.example"));
    int asked = zone.questions();
    assertThat(new SpfCheck(dns).of("other.example", List.of(SMTP)))
        .containsExactly(DnsFinding.of(Kind.SPF_NOT_ASKED, "other.example"));
    assertThat(zone.questions()).isEqualTo(asked);
  }

  @Test
  void keysAreFoundUnderTheUsualNamesAndThoseTyped() throws Exception {
    zone.txt("selector1._domainkey.sending.example", "v=DKIM1; k=rsa; p=" + key(2_048));
    zone.txt("default._domainkey.sending.example", "v=DKIM1; p=" + key(1_024));
    zone.txt("s1._domainkey.sending.example", "v=DKIM1; p=");
    zone.txt("mail._domainkey.sending.example", "v=DKIM1; k=ed25519; t=y; p=" + key(1_024));
    zone.txt("k1._domainkey.sending.example", "p=nonsense");

    assertThat(new DkimCheck(dns()).of(DOMAIN, List.of("spring2026", "selector1")))
        .containsExactlyInAnyOrder(
            DnsFinding.of(Kind.DKIM_NOT_THERE, "spring2026")
                .mendedBy(
                    Entry.txt("spring2026._domainkey.sending.example", "v=DKIM1; k=rsa; p=…")),
            DnsFinding.of(Kind.DKIM_FOUND, "selector1"),
            DnsFinding.of(Kind.DKIM_SHORT, "default", "1024"),
            DnsFinding.of(Kind.DKIM_REVOKED, "s1"),
            DnsFinding.of(Kind.DKIM_TESTING, "mail"),
            DnsFinding.of(Kind.DKIM_BROKEN, "k1"));
    assertThat(new DkimCheck(dns()).of("other.example", List.of()))
        .singleElement()
        .satisfies(none -> assertThat(none.kind()).isEqualTo(Kind.DKIM_NONE));
  }

  @Test
  void thePolicyIsReadAndWhereItIsMissingOneIsProposed() {
    zone.txt(
        "_dmarc.sending.example", "v=DMARC1; p=reject; sp=none; adkim=s; rua=mailto:d@x.example");
    zone.txt("_dmarc.watching.example", "v=DMARC1;p=none;");
    zone.txt("_dmarc.odd.example", "v=DMARC1; p=perhaps");
    zone.txt("_dmarc.two.example", "v=DMARC1; p=none")
        .txt("_dmarc.two.example", "v=DMARC1; p=reject");

    assertThat(dmarc(DOMAIN))
        .containsExactly(
            DnsFinding.of(Kind.DMARC_FOUND, "_dmarc.sending.example", "reject"),
            DnsFinding.of(Kind.DMARC_STRICT, DOMAIN));
    assertThat(dmarc("mail.sending.example"))
        .contains(DnsFinding.of(Kind.DMARC_OBSERVES, "_dmarc.sending.example"));
    assertThat(dmarc("watching.example"))
        .containsExactly(
            DnsFinding.of(Kind.DMARC_OBSERVES, "_dmarc.watching.example"),
            DnsFinding.of(Kind.DMARC_NO_REPORTS)
                .mendedBy(
                    Entry.txt(
                        "_dmarc.watching.example",
                        "v=DMARC1;p=none; rua=mailto:postmaster@watching.example")),
            DnsFinding.of(Kind.DMARC_RELAXED, "watching.example"));
    assertThat(dmarc("two.example"))
        .containsExactly(DnsFinding.of(Kind.DMARC_SEVERAL, "_dmarc.two.example"));
    assertThat(dmarc("odd.example"))
        .extracting(DnsFinding::kind)
        .containsExactly(Kind.DMARC_BROKEN);
    assertThat(dmarc("none.example"))
        .containsExactly(
            DnsFinding.of(Kind.DMARC_MISSING, "none.example")
                .mendedBy(
                    Entry.txt(
                        "_dmarc.none.example",
                        "v=DMARC1; p=none; rua=mailto:postmaster@none.example")));
  }

  @Test
  void aTextIsPutTogetherFromItsPartsAndWhatIsTooLongOrTooMuchIsLeftOut() throws Exception {
    String parts = "one \"two\" \\three " + "x".repeat(300);
    zone.txt("parts.example", parts).txt("parts.example", "y".repeat(5_000));
    for (int n = 0; n < 60; n++) zone.txt("many.example", "record " + n);

    assertThat(dns().txt("parts.example")).containsExactly(parts);
    assertThat(dns().txt("many.example")).hasSize(50);
    assertThat(dns().txt("no name.example")).isEmpty();
    assertThat(dns().txt("a..b.example")).isEmpty();
  }

  private List<DnsFinding> spf() {
    return new SpfCheck(dns()).of(DOMAIN, List.of(SMTP));
  }

  private List<DnsFinding> dmarc(String domain) {
    return new DmarcCheck(dns()).of(domain);
  }

  /** Patient, so that a busy machine is not taken for a silent server. */
  private Dns dns() {
    return new Dns(zone.address(), Duration.ofSeconds(5));
  }

  private static String key(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());
  }
}
