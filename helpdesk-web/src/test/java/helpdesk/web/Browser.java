package helpdesk.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import helpdesktest.Required;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real Chromium for a test: {@code @ExtendWith(Browser.class)} and a parameter of type {@code
 * Browser.Windows}. It is started once per run; every window is a person with cookies of their own,
 * closed after the test, which fails if a page complained on its console. Without a Chromium the
 * tests are skipped, unless {@code HELPDESK_TESTS_REQUIRE} names {@code browser}.
 */
public final class Browser implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace HERE = Namespace.create(Browser.class);
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Taking a picture tries an empty inline style, which our content policy refuses. */
  private static final String SHUTTER = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Override
  public void beforeEach(ExtensionContext context) {
    // a busy machine is slow, not wrong
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    Required.check(place().isPresent(), "browser", "No Chromium or Chrome was found in " + PLACES);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Windows windows = context.getStore(HERE).remove(Windows.class, Windows.class);
    if (windows != null) windows.close(context.getExecutionException().isPresent());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Windows.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Required.check(place().isPresent(), "browser", "No Chromium or Chrome was found in " + PLACES);
    Running running =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    return context
        .getStore(HERE)
        .computeIfAbsent(Windows.class, key -> new Windows(running), Windows.class);
  }

  private static Optional<Path> place() {
    return Stream.concat(Stream.ofNullable(System.getenv("HELPDESK_BROWSER")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The one browser process of the run. */
  private static final class Running implements AutoCloseable {
    final Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    final com.microsoft.playwright.Browser chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(place().orElseThrow())
                    .setArgs(FLAGS));

    @Override
    public void close() {
      chromium.close();
      playwright.close();
    }
  }

  /** How somebody looks at the desk. */
  public record Look(int width, int height, boolean dark, String language) {
    public static final Look DESKTOP = new Look(1440, 900, false, "en");
    public static final Look PHONE = new Look(390, 844, false, "en");

    /** The same in the dark. */
    public Look inTheDark() {
      return new Look(width, height, true, language);
    }

    /** The same in another language. */
    public Look in(String otherLanguage) {
      return new Look(width, height, dark, otherLanguage);
    }
  }

  /** The windows of one test. */
  public static final class Windows {
    private final Running running;
    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Windows(Running running) {
      this.running = running;
    }

    /** A window of a person who is not signed in yet. */
    public Page open(Look look) {
      BrowserContext context =
          running.chromium.newContext(
              new com.microsoft.playwright.Browser.NewContextOptions()
                  .setViewportSize(look.width, look.height)
                  .setHasTouch(look.width < 700)
                  .setLocale(look.language)
                  .setColorScheme(look.dark ? ColorScheme.DARK : ColorScheme.LIGHT));
      open.add(context);
      Page page = context.newPage();
      page.setDefaultTimeout(15_000);
      page.onConsoleMessage(this::listen);
      page.onPageError(complaints::add);
      return page;
    }

    /** A window of an agent who has just signed in and stands at {@code address/inbox}. */
    public Page signIn(Look look, String address, String email, String password) {
      Page page = open(look);
      page.navigate(address + "/login");
      page.fill("input[name=username]", email);
      page.fill("input[name=password]", password);
      page.click("button[type=submit]");
      page.waitForURL("**/inbox");
      return page;
    }

    /** A complaint that belongs to the story, such as {@code 409}. */
    public void expect(String part) {
      expected.add(part);
    }

    private void listen(ConsoleMessage message) {
      if (message.type().equals("error") && !message.text().contains(SHUTTER))
        complaints.add(message.text() + " (" + message.location() + ")");
    }

    private void close(boolean failedAlready) {
      if (failedAlready) {
        for (int i = 0; i < open.size(); i++)
          for (Page page : open.get(i).pages()) shoot(page, "failed-" + i);
      }
      open.forEach(BrowserContext::close);
      complaints.removeIf(line -> expected.stream().anyMatch(line::contains));
      if (!failedAlready)
        Assertions.assertThat(complaints).as("what the pages wrote to the console").isEmpty();
    }
  }

  /** Keeps a picture of the window as {@code target/screens/name.png}. */
  public static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screens", name + ".png")));
  }

  /** Fails if axe finds something serious by WCAG 2.2 AA. */
  public static void assertAccessible(Page page) {
    List<String> serious =
        new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .stream()
                .map(Browser::inWords)
                .toList();
    Assertions.assertThat(serious).as("what axe found at " + page.url()).isEmpty();
  }

  private static String inWords(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
  }

  /** Fails if the page is wider than its window. */
  public static void assertNothingOverflows(Page page) {
    Object excess =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    Assertions.assertThat(((Number) excess).intValue())
        .as("pixels by which " + page.url() + " is too wide")
        .isLessThanOrEqualTo(0);
  }
}
