package helpdesk.web;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Takes pictures of pages, and notes what a person need not look for. */
public final class Camera {
  private final List<String> notes = new ArrayList<>();
  private int pictures;

  /** Opens the address and keeps its picture as {@code target/screens/what-look.png}. */
  public void shoot(Page page, String address, String what, String look) {
    page.navigate(address);
    shoot(page, what, look);
  }

  /** Keeps a picture of the page as it stands. */
  public void shoot(Page page, String what, String look) {
    page.waitForFunction("document.fonts.status === 'loaded'");
    String name = what + "-" + look;
    Browser.shoot(page, name);
    pictures++;
    note(name, () -> Browser.assertNothingOverflows(page));
    boolean oneOfEach = look.equals("desktop-light") || look.equals("phone-dark");
    if (oneOfEach) note(name, () -> Browser.assertAccessible(page));
  }

  private void note(String name, Runnable look) {
    try {
      look.run();
    } catch (AssertionError e) {
      notes.add(name + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  /** Fails if anything was noticed. */
  public void requireNothingNoted() {
    org.assertj.core.api.Assertions.assertThat(notes).isEmpty();
  }

  /** Says what was noticed. */
  public void report() {
    System.out.println("screens: " + pictures + " pictures in target/screens");
    notes.forEach(note -> System.out.println("screens: " + note));
  }
}
