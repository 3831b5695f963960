package helpdesk.web.dashboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Tables that leave the house as a file, written as they come: nothing of them is kept in memory.
 * Cells are texts, numbers, truths or null.
 */
interface Tables extends Closeable {
  /** Begins another table. */
  void table(String name) throws IOException;

  /** Adds a row to it. */
  void row(@Nullable Object... cells) throws IOException;

  /** As comma-separated values; the tables follow each other, an empty line between them. */
  static Tables csv(OutputStream out) throws IOException {
    return new Csv(out);
  }

  /** As a workbook; each table is a sheet. */
  static Tables xlsx(OutputStream out) {
    return new Xlsx(out);
  }

  /** RFC 4180 in UTF-8, with a mark by which spreadsheets know that. */
  final class Csv implements Tables {
    private final Writer out;
    private boolean begun;

    Csv(OutputStream out) throws IOException {
      this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      this.out.write('\uFEFF');
    }

    @Override
    public void table(String name) throws IOException {
      if (begun) out.write("\r\n");
      begun = true;
      row(name);
    }

    @Override
    public void row(@Nullable Object... cells) throws IOException {
      for (int i = 0; i < cells.length; i++) {
        if (i > 0) out.write(',');
        Object cell = cells[i];
        if (cell != null)
          out.write(cell instanceof String text ? quoted(harmless(text)) : cell.toString());
      }
      out.write("\r\n");
    }

    /** A text that a spreadsheet would take for a formula is marked as a text. */
    private static String harmless(String text) {
      boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
      return formula ? "'" + text : text;
    }

    private static String quoted(String text) {
      boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Cells carry their type, so that no text is ever taken for a formula. */
  final class Xlsx implements Tables {
    private static final int MOST_ROWS = 1_048_576;
    private static final int AT_ONCE = 500;
    private static final int LONGEST_NAME = 31;
    private final Workbook book;
    private @Nullable Worksheet sheet;
    private String name = "";
    private int row;
    private int part;

    Xlsx(OutputStream out) {
      this.book = new Workbook(out, "Helpdesk", null);
    }

    @Override
    public void table(String wanted) throws IOException {
      name = wanted;
      part = 1;
      begin(wanted);
    }

    private Worksheet begin(String title) throws IOException {
      if (sheet != null) sheet.finish();
      Worksheet next =
          book.newWorksheet(title.substring(0, Math.min(LONGEST_NAME, title.length())));
      sheet = next;
      row = 0;
      return next;
    }

    @Override
    public void row(@Nullable Object... cells) throws IOException {
      Worksheet to = sheet;
      if (to == null) throw new IllegalStateException("There is no table yet");
      if (row == MOST_ROWS) to = begin(name + " " + ++part);
      for (int column = 0; column < cells.length; column++) {
        Object cell = cells[column];
        if (cell instanceof Number number) to.value(row, column, number);
        else if (cell instanceof Boolean truth) to.value(row, column, truth);
        else if (cell != null) to.inlineString(row, column, writable(cell.toString()));
      }
      if (++row % AT_ONCE == 0) to.flush();
    }

    /** XML has no words for some control characters. */
    private static String writable(String text) {
      return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", " ");
    }

    @Override
    public void close() throws IOException {
      book.close();
    }
  }
}
