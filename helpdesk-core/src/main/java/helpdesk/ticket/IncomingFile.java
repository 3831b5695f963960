package helpdesk.ticket;

import helpdesk.attachment.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a message and is already in the store.
 *
 * @param name as the sender called it, made safe to show
 * @param type its media type, lower case, without parameters
 * @param inline whether the text shows it in place
 * @param contentId without angle brackets, null where it has none
 */
public record IncomingFile(
    StoredFile file, String name, String type, boolean inline, @Nullable String contentId) {}
