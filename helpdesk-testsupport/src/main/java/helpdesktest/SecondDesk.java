package helpdesktest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another installation beside the one under test, with an empty database of its own. */
public final class SecondDesk {
  private SecondDesk() {}

  /**
   * Starts it without the web; its background workers rest.
   *
   * @param more further classes of beans, such as a clock
   */
  public static ConfigurableApplicationContext start(Class<?>... more) {
    List<Class<?>> sources = new ArrayList<>(Arrays.asList(more));
    sources.add(DatabaseTestApplication.class);
    sources.add(TestDatabase.class);
    return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
        .web(WebApplicationType.NONE)
        .properties("helpdesk.workers=false", "spring.main.banner-mode=off")
        .run();
  }
}
