package helpdesk.channel;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the DNS says, or does not say, about a domain that we send from.
 *
 * @param values what the words of the kind speak of, in order; from the DNS, so never HTML
 * @param entry the record that puts it right, null if none would
 */
public record DnsFinding(Kind kind, List<String> values, @Nullable Entry entry) {
  public DnsFinding {
    values = List.copyOf(values);
  }

  /** What it is about. */
  public enum Topic {
    /** Where the domain takes mail. */
    MX,
    /** Which servers may send for it (RFC 7208). */
    SPF,
    /** The keys of its signatures (RFC 6376). */
    DKIM,
    /** What others do with mail that has neither (RFC 7489). */
    DMARC
  }

  /** How much it matters, the best first. */
  public enum Level {
    GOOD,
    /** Nobody could tell us: not the same as missing. */
    UNKNOWN,
    ADVICE,
    WRONG
  }

  /** What was found. */
  public enum Kind {
    MX_FOUND(Topic.MX, Level.GOOD),
    MX_MISSING(Topic.MX, Level.WRONG),
    MX_REFUSES(Topic.MX, Level.WRONG),
    MX_NOT_ASKED(Topic.MX, Level.UNKNOWN),
    SPF_AUTHORISED(Topic.SPF, Level.GOOD),
    SPF_NOT_AUTHORISED(Topic.SPF, Level.WRONG),
    SPF_UNCLEAR(Topic.SPF, Level.UNKNOWN),
    SPF_MISSING(Topic.SPF, Level.WRONG),
    SPF_SEVERAL(Topic.SPF, Level.WRONG),
    SPF_BROKEN(Topic.SPF, Level.WRONG),
    SPF_TOO_MANY_LOOKUPS(Topic.SPF, Level.WRONG),
    SPF_PASSES_ALL(Topic.SPF, Level.WRONG),
    SPF_OPEN_END(Topic.SPF, Level.ADVICE),
    SPF_NOT_ASKED(Topic.SPF, Level.UNKNOWN),
    DKIM_FOUND(Topic.DKIM, Level.GOOD),
    DKIM_NONE(Topic.DKIM, Level.ADVICE),
    DKIM_NOT_THERE(Topic.DKIM, Level.WRONG),
    DKIM_REVOKED(Topic.DKIM, Level.ADVICE),
    DKIM_SHORT(Topic.DKIM, Level.ADVICE),
    DKIM_TESTING(Topic.DKIM, Level.ADVICE),
    DKIM_BROKEN(Topic.DKIM, Level.WRONG),
    DKIM_NOT_ASKED(Topic.DKIM, Level.UNKNOWN),
    DMARC_FOUND(Topic.DMARC, Level.GOOD),
    DMARC_OBSERVES(Topic.DMARC, Level.ADVICE),
    DMARC_MISSING(Topic.DMARC, Level.WRONG),
    DMARC_SEVERAL(Topic.DMARC, Level.WRONG),
    DMARC_BROKEN(Topic.DMARC, Level.WRONG),
    DMARC_NO_REPORTS(Topic.DMARC, Level.ADVICE),
    DMARC_RELAXED(Topic.DMARC, Level.GOOD),
    DMARC_STRICT(Topic.DMARC, Level.ADVICE),
    DMARC_NOT_ASKED(Topic.DMARC, Level.UNKNOWN);

    private final Topic topic;
    private final Level level;

    Kind(Topic topic, Level level) {
      this.topic = topic;
      this.level = level;
    }

    /** What it is about. */
    public Topic topic() {
      return topic;
    }

    /** How much it matters. */
    public Level level() {
      return level;
    }

    /** Its word, such as {@code spf-missing}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A record as one adds it at the keeper of the domain.
   *
   * @param name the whole name, without a dot at its end
   * @param type such as {@code TXT}
   */
  public record Entry(String name, String type, String value) {
    /** A TXT record. */
    public static Entry txt(String name, String value) {
      return new Entry(name, "TXT", value);
    }
  }

  /** One that no record would mend, or none needs to. */
  public static DnsFinding of(Kind kind, String... values) {
    return new DnsFinding(kind, List.of(values), null);
  }

  /** The same with the record that puts it right. */
  public DnsFinding mendedBy(Entry record) {
    return new DnsFinding(kind, values, record);
  }
}
