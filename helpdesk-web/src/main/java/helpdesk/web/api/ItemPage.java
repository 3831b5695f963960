package helpdesk.web.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as every list of the API answers.
 *
 * @param nextCursor what asks for the next page as {@code ?cursor=}, null on the last
 */
public record ItemPage<T>(List<T> items, @Nullable String nextCursor) {
  /** The most items on one page. */
  public static final int LARGEST = 200;

  /** How many items a page has when the request does not say. */
  public static final int USUAL = 50;

  /** A list that always fits on one page. */
  public static <T> ItemPage<T> whole(List<T> items) {
    return new ItemPage<>(List.copyOf(items), null);
  }

  /**
   * Cuts a page out of rows that were read with a limit of one more than the page's size.
   *
   * @param id what continues behind a row, as {@link #after} will read it
   */
  public static <R, T> ItemPage<T> of(
      List<R> rows, int size, ToLongFunction<R> id, Function<R, T> shape) {
    boolean more = rows.size() > size;
    List<R> shown = more ? rows.subList(0, size) : rows;
    String next = more ? Long.toString(id.applyAsLong(rows.get(size - 1)), 36) : null;
    return new ItemPage<>(shown.stream().map(shape).toList(), next);
  }

  /**
   * How many items were asked for, 1 to {@link #LARGEST}.
   *
   * @throws InvalidInput if it is less than one or no number; more than the largest is the largest
   */
  public static int size(@Nullable String limit, int usual) {
    if (limit == null || limit.isBlank()) return usual;
    if (!limit.matches("[1-9][0-9]{0,8}"))
      throw new InvalidInput("limit", "A limit is a number from 1 to " + LARGEST + ".");
    return Math.min(Integer.parseInt(limit), LARGEST);
  }

  /**
   * The id behind which a page begins, or null for the first page.
   *
   * @throws InvalidInput if the cursor is none of ours
   */
  public static @Nullable Long after(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) return null;
    try {
      return Long.parseLong(cursor, 36);
    } catch (NumberFormatException e) {
      throw new InvalidInput("cursor", "This is not a place in this list.");
    }
  }
}
