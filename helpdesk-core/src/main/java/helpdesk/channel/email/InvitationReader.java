package helpdesk.channel.email;

import helpdesk.ticket.Remarks.Invitation;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an invitation (RFC 5545, RFC 5546) what a person asks first: what, when, where. The file
 * itself is kept for a calendar program.
 */
final class InvitationReader {
  private static final int READ = 256 * 1024;
  private static final int LONGEST = 300;
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z-]{1,40})((?:;[^:\"\\n]{0,200}|\"[^\"\\n]{0,200}\"){0,20}):(.*)");
  private static final Pattern ZONE = Pattern.compile("(?i);TZID=\"?([^;:\"]{1,80})");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Zones as Outlook calls them, where most invitations come from. */
  private static final Map<String, String> OUTLOOK =
      Map.ofEntries(
          Map.entry("W. Europe Standard Time", "Europe/Berlin"),
          Map.entry("Romance Standard Time", "Europe/Paris"),
          Map.entry("Central Europe Standard Time", "Europe/Budapest"),
          Map.entry("Central European Standard Time", "Europe/Warsaw"),
          Map.entry("FLE Standard Time", "Europe/Helsinki"),
          Map.entry("GTB Standard Time", "Europe/Athens"),
          Map.entry("GMT Standard Time", "Europe/London"),
          Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
          Map.entry("Eastern Standard Time", "America/New_York"),
          Map.entry("Central Standard Time", "America/Chicago"),
          Map.entry("Mountain Standard Time", "America/Denver"),
          Map.entry("Pacific Standard Time", "America/Los_Angeles"),
          Map.entry("SA Pacific Standard Time", "America/Bogota"),
          Map.entry("Argentina Standard Time", "America/Buenos_Aires"),
          Map.entry("E. South America Standard Time", "America/Sao_Paulo"),
          Map.entry("India Standard Time", "Asia/Kolkata"),
          Map.entry("China Standard Time", "Asia/Shanghai"),
          Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
          Map.entry("AUS Eastern Standard Time", "Australia/Sydney"));

  private String method = "";
  private String summary = "";
  private @Nullable String location;
  private @Nullable Instant starts;
  private @Nullable Instant ends;
  private @Nullable String when;

  private InvitationReader() {}

  /** The appointment of the first calendar part, or null if there is none. */
  static @Nullable Invitation of(Part root) throws IOException {
    Part part = root.find("text/calendar");
    if (part == null) part = root.find("application/ics");
    if (part == null || part.content() == null) return null;
    String calendar =
        Charsets.decode(part.content().first(READ), part.contentType().get("charset"));
    InvitationReader reader = new InvitationReader();
    String named = part.contentType().get("method");
    if (named != null) reader.method = plain(named).toLowerCase(Locale.ROOT);
    return reader.read(PlainText.clean(calendar));
  }

  private @Nullable Invitation read(String calendar) {
    boolean event = false;
    for (String line : calendar.replaceAll("\\n[ \\t]", "").split("\n")) {
      Matcher property = LINE.matcher(line);
      if (!property.matches()) continue;
      String name = property.group(1).toUpperCase(Locale.ROOT);
      String value = property.group(3).strip();
      if (name.equals("BEGIN") && value.equalsIgnoreCase("VEVENT")) event = true;
      if (name.equals("END") && value.equalsIgnoreCase("VEVENT")) break;
      if (!event && name.equals("METHOD")) method = plain(value).toLowerCase(Locale.ROOT);
      if (event) take(name, property.group(2), value);
    }
    if (!event) return null;
    return new Invitation(method, summary, starts, ends, when, location);
  }

  private void take(String name, String parameters, String value) {
    switch (name) {
      case "SUMMARY" -> summary = plain(value);
      case "LOCATION" -> location = value.isBlank() ? null : plain(value);
      case "DTSTART" -> {
        starts = instant(parameters, value);
        if (starts == null) when = written(parameters, value);
      }
      case "DTEND" -> ends = instant(parameters, value);
      default -> {}
    }
  }

  private static @Nullable Instant instant(String parameters, String value) {
    boolean utc = value.endsWith("Z");
    ZoneId zone = utc ? ZoneOffset.UTC : zone(parameters);
    if (zone == null) return null;
    try {
      return LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, LOCAL)
          .atZone(zone)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable ZoneId zone(String parameters) {
    Matcher named = ZONE.matcher(parameters);
    if (!named.find()) return null;
    try {
      return ZoneId.of(OUTLOOK.getOrDefault(named.group(1), named.group(1)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String written(String parameters, String value) {
    Matcher named = ZONE.matcher(parameters);
    String zone = named.find() ? " (" + plain(named.group(1)) + ")" : "";
    try {
      if (value.length() == 8)
        return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE).toString();
      return LocalDateTime.parse(value, LOCAL).format(SHOWN) + zone;
    } catch (DateTimeException e) {
      return PlainText.line(value, 40);
    }
  }

  private static String plain(String value) {
    String text = value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\([,;\\\\])", "$1");
    return PlainText.line(text, LONGEST);
  }
}
