package helpdesk.web.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that says one thing: what it means, a few sentences, a picture and the numbers.
 *
 * @param id its place on the page; title and definition are texts under it
 * @param wide the columns it takes of twelve
 * @param chart a drawing, whose numbers are the table; null where the table is all there is
 */
public record PanelView(
    String id, int wide, List<Sentence> sentences, @Nullable DayChart chart, TableView table) {
  /**
   * A sentence.
   *
   * @param href to what it was read from, null where there is none
   */
  public record Sentence(String text, @Nullable String href) {}

  /**
   * Numbers in rows, of which the first cell of each says what it is of.
   *
   * @param columns what each column is called
   */
  public record TableView(List<Column> columns, List<List<Cell>> rows) {
    static final TableView NONE = new TableView(List.of(), List.of());
  }

  /**
   * A column.
   *
   * @param number whether it has numbers
   */
  public record Column(String label, boolean number) {}

  /**
   * A cell.
   *
   * @param href to what it was computed from, null where there is none
   * @param few whether it rests on so few cases that it is to be read with care
   * @param bar how long the bar beside it is, such as {@code 40%}; empty for none
   * @param tone of a chip around it, empty for none
   */
  public record Cell(String text, @Nullable String href, boolean few, String bar, String tone) {
    static Cell of(String text) {
      return new Cell(text, null, false, "", "");
    }

    static Cell of(String text, @Nullable String href) {
      return new Cell(text, href, false, "", "");
    }

    Cell few(boolean few) {
      return new Cell(text, href, few, bar, tone);
    }

    /** With a bar of so many percent. */
    Cell bar(double percent) {
      String width = String.format(java.util.Locale.ROOT, "%.1f%%", Math.min(100, percent));
      return new Cell(text, href, few, width, tone);
    }

    Cell chip(String tone) {
      return new Cell(text, href, few, bar, tone);
    }
  }
}
