package helpdesk.metrics.breach;

import org.jspecify.annotations.Nullable;

/**
 * A reason for which promises are broken.
 *
 * @param word by which pages translate one that came with the desk; null for others
 * @param name as administrators call it; null while it is called as it came
 * @param active whether it can be chosen
 */
public record Cause(long id, @Nullable String word, @Nullable String name, boolean active) {}
