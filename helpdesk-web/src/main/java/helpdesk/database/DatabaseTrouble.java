package helpdesk.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be had: says what is wrong, and what the person at the terminal can do. */
public final class DatabaseTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  /**
   * @param message what is wrong, a whole sentence
   * @param remedy what to do about it, a whole sentence
   */
  DatabaseTrouble(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
