package helpdesk.channel.email.domains;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks a name server during one check: each question once, and never for long. What it hears is
 * bounded in number and length, and otherwise as untrue as anybody may make it.
 */
final class Dns {
  /** A server that was silent so often is asked nothing more in this check. */
  private static final int SILENCES = 2;

  private static final int TRIES = 2;
  private static final int MOST_RECORDS = 50;
  private static final int LONGEST_RECORD = 4_096;
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  /** Nothing else may reach the system's resolver, which would ask about it. */
  private static final Pattern ADDRESS =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** The parts of a TXT record as the library writes them: in quotation marks where needed. */
  private static final Pattern PART = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^ ]+)");

  private final Hashtable<String, String> environment = new Hashtable<>();
  private final Map<Question, List<String>> known = new HashMap<>();
  private final long giveUpAt;
  private int silences;

  /**
   * @param server such as {@code 192.0.2.53} or {@code 127.0.0.1:5353}, empty for the system's
   * @param patience how long one try may take; the whole check takes ten times that at most, and
   *     one question more
   */
  Dns(String server, Duration patience) {
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, server.isBlank() ? "dns:" : "dns://" + server.strip());
    environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(patience.toMillis()));
    environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(TRIES));
    giveUpAt = System.nanoTime() + patience.multipliedBy(10).toNanos();
  }

  private record Question(String type, String name) {}

  /** The texts at that name, each put together from its parts. */
  List<String> txt(String name) throws NoAnswer {
    return records("TXT", name).stream().map(Dns::joined).toList();
  }

  /** The hosts that take mail for that name, the preferred first; {@code .} means none does. */
  List<String> mx(String name) throws NoAnswer {
    return records("MX", name).stream()
        .map(record -> record.split(" +", 2))
        .filter(mx -> mx.length == 2 && mx[0].matches("[0-9]{1,5}"))
        .sorted(Comparator.comparingInt(mx -> Integer.parseInt(mx[0])))
        .map(mx -> mx[1].equals(".") ? mx[1] : plain(mx[1]))
        .toList();
  }

  /** The addresses of that host, of both families. */
  List<InetAddress> addresses(String host) throws NoAnswer {
    List<InetAddress> found = new ArrayList<>();
    List<String> written = new ArrayList<>(records("A", host));
    written.addAll(records("AAAA", host));
    written.forEach(address -> address(address).ifPresent(found::add));
    return found;
  }

  /** The address that is written so, empty if it is none; nobody is asked. */
  static Optional<InetAddress> address(String text) {
    try {
      return ADDRESS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private List<String> records(String type, String wanted) throws NoAnswer {
    Question question = new Question(type, plain(wanted));
    List<String> before = known.get(question);
    if (before != null) return before;
    if (!NAME.matcher(question.name).matches()) return List.of();
    if (silences >= SILENCES || System.nanoTime() > giveUpAt) throw new NoAnswer(question.name);
    List<String> answer = ask(question);
    known.put(question, answer);
    return answer;
  }

  // the provider for the DNS makes texts of what it hears, and nothing else
  @SuppressWarnings("BanJNDI")
  private List<String> ask(Question question) throws NoAnswer {
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        String[] types = {question.type};
        return read(context.getAttributes(question.name, types).get(question.type));
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      if (e instanceof CommunicationException) silences++;
      throw new NoAnswer(question.name);
    }
  }

  private static List<String> read(@Nullable Attribute attribute) throws NamingException {
    List<String> records = new ArrayList<>();
    if (attribute == null) return records;
    NamingEnumeration<?> values = attribute.getAll();
    while (values.hasMore() && records.size() < MOST_RECORDS) {
      if (values.next() instanceof String record && record.length() <= LONGEST_RECORD) {
        records.add(record);
      }
    }
    return records;
  }

  private static String joined(String record) {
    StringBuilder text = new StringBuilder();
    Matcher part = PART.matcher(record);
    while (part.find()) {
      String quoted = part.group(1);
      text.append(quoted == null ? part.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return text.toString();
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
