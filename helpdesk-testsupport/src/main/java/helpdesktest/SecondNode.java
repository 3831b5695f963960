package helpdesktest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Another node of the desk under test: on the same database, without the web. */
public final class SecondNode {
  private SecondNode() {}

  /**
   * Starts it within this JVM; its background workers rest.
   *
   * @param more further classes of beans, such as a clock
   */
  public static ConfigurableApplicationContext within(ApplicationContext desk, Class<?>... more) {
    List<Class<?>> sources = new ArrayList<>(Arrays.asList(more));
    sources.add(DatabaseTestApplication.class);
    List<String> properties = new ArrayList<>(database(desk));
    properties.add("helpdesk.workers=false");
    properties.add("spring.main.banner-mode=off");
    return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
        .web(WebApplicationType.NONE)
        .properties(properties.toArray(String[]::new))
        .run();
  }

  /**
   * Starts it as a process of its own, which works by the real time and can be killed.
   *
   * @param properties such as {@code helpdesk.outbox.lease=5s}
   */
  public static Process apart(ApplicationContext desk, String... properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    database(desk).forEach(p -> command.add("--" + p));
    for (String property : properties) command.add("--" + property);
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> database(ApplicationContext desk) {
    JdbcConnectionDetails details = desk.getBean(JdbcConnectionDetails.class);
    return List.of(
        "spring.datasource.url=" + details.getJdbcUrl(),
        "spring.datasource.username=" + details.getUsername(),
        "spring.datasource.password=" + details.getPassword());
  }

  /** The process. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
      new SpringApplicationBuilder(DatabaseTestApplication.class)
          .web(WebApplicationType.NONE)
          .properties("spring.main.banner-mode=off")
          .run(args);
      Thread.currentThread().join(); // until somebody kills us
    }
  }
}
