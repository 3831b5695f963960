package helpdesk.survey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One press of the button.
 *
 * @param at in whole seconds
 * @param commentGiven whether the comment was sent along; if not, the earlier one stays
 * @param comment null or not given: none
 * @param reasons null if they were not asked for on that page: the earlier ones stay
 * @param contactMe null if it was not asked for on that page
 * @param language the language shown
 */
record Submission(
    Instant at,
    int score,
    boolean commentGiven,
    @Nullable String comment,
    @Nullable List<String> reasons,
    @Nullable Boolean contactMe,
    String language) {}
