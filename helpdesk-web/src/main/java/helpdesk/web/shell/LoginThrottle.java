package helpdesk.web.shell;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down who guesses passwords. Counted in the database, so on all nodes together, and before
 * the password is looked at, so that guessing in parallel gains nothing.
 */
@Service
@Transactional
class LoginThrottle {
  /** Failures after which one address has to wait in one network. */
  static final int TRIES = 5;

  /** Failures after which a whole network, or an address from everywhere, has to wait. */
  static final int WIDE_TRIES = 50;

  /** How long failures are remembered, and so the longest wait. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final Clock clock;

  LoginThrottle(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is left of the tries.
   *
   * @param left tries after this one, if it fails
   * @param pause how long nothing is tried, zero if this one may be
   */
  record Allowance(int left, Duration pause) {}

  private record Door(String name, int tries) {
    byte[] hash() {
      return Tokens.hash(name);
    }
  }

  private record Count(int failures, Instant forgetAt) {}

  /** Counts a try as failed until {@link #succeeded} says otherwise. */
  public Allowance take(EmailAddress who, String network) {
    Instant now = clock.instant();
    Duration wait = Duration.ZERO;
    int left = TRIES;
    for (Door door : doors(who, network)) {
      Count count = count(door, now);
      left = Math.min(left, Math.max(0, door.tries() - count.failures()));
      if (count.failures() > door.tries()) {
        Duration until = Duration.between(now, count.forgetAt());
        wait = until.compareTo(wait) > 0 ? until : wait;
      }
    }
    return new Allowance(left, wait);
  }

  private Count count(Door door, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO login_failure AS f (door, failures, forget_at) VALUES (:door, 1, :end)
            ON CONFLICT (door) DO UPDATE SET
                   failures  = CASE WHEN f.forget_at <= :now THEN 1 ELSE f.failures + 1 END,
                   forget_at = CASE WHEN f.forget_at <= :now OR f.failures < :tries THEN :end
                                    ELSE f.forget_at END
            RETURNING failures, forget_at
            """)
        .param("door", door.hash())
        .param("tries", door.tries())
        .param("now", Sql.at(now))
        .param("end", Sql.at(now.plus(MEMORY)))
        .query((row, n) -> new Count(row.getInt("failures"), Sql.instant(row, "forget_at")))
        .single();
  }

  /** Takes the count of a try back: the password was right. */
  public void succeeded(EmailAddress who, String network) {
    List<Door> doors = doors(who, network);
    jdbc.sql("DELETE FROM login_failure WHERE door = :door OR forget_at <= :now")
        .param("door", doors.get(0).hash())
        .param("now", Sql.at(clock.instant()))
        .update();
    for (Door door : doors.subList(1, doors.size())) {
      jdbc.sql(
              "UPDATE login_failure SET failures = failures - 1 WHERE door = :door AND failures >"
                  + " 0")
          .param("door", door.hash())
          .update();
    }
  }

  /** Always in this order, so that two tries never wait for each other in a circle. */
  private static List<Door> doors(EmailAddress who, String network) {
    return List.of(
        new Door("both " + who.value() + " " + network, TRIES),
        new Door("address " + who.value(), WIDE_TRIES),
        new Door("network " + network, WIDE_TRIES));
  }

  /**
   * What one household or office shares: the first 24 bits of an IPv4 address, 64 of an IPv6 one.
   */
  static String network(String address) {
    try {
      byte[] bytes = InetAddress.getByName(literal(address)).getAddress();
      int kept = bytes.length == 4 ? 3 : 8;
      return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length))
          .getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Never a name that would be looked up. */
  private static String literal(String address) throws UnknownHostException {
    if (address.matches("[0-9.]+") || address.contains(":")) return address;
    throw new UnknownHostException("Not an address");
  }
}
