package helpdesk.ticket;

import org.jspecify.annotations.Nullable;

/**
 * The words of a message in the shapes that are kept.
 *
 * @param text the whole text
 * @param visibleText without quotes and signature; never empty unless {@code text} is
 * @param html sanitised, or null
 */
public record MessageText(String subject, String text, String visibleText, @Nullable String html) {}
