package helpdesk.web.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What an open page says of itself with every action, so that the answer can be only what it lacks.
 *
 * @param seq the newest line of the story on the page
 * @param answers the message whose people the reply on the page goes to, 0 for none; null where the
 *     page does not say
 * @param page whether it is a page of its own
 */
public record Update(@Nullable Integer seq, @Nullable Boolean page, @Nullable Long answers) {
  int after() {
    return seq == null ? 0 : seq;
  }

  boolean full() {
    return page == null || page;
  }
}
