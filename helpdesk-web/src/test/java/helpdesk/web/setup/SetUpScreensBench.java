package helpdesk.web.setup;

import com.microsoft.playwright.Page;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Camera;
import helpdesk.web.WebTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Takes pictures of the set-up, step by step: {@code bench/screens.sh}. */
@WebTest
@TestPropertySource(properties = {"helpdesk.setup-required=true", "helpdesk.workers=false"})
@ExtendWith(Browser.class)
class SetUpScreensBench {
  @Autowired SetUpLinks links;
  @LocalServerPort int port;

  @Test
  void everyStep(Windows windows) {
    windows.expect("410");
    Camera camera = new Camera();
    for (Look look :
        List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      String name = (look.width() < 700 ? "phone" : "desktop") + (look.dark() ? "-dark" : "-light");
      Page page = windows.open(look);
      camera.shoot(page, address("/setup"), "setup-closed", name);
      camera.shoot(page, address("/setup/nothing"), "setup-gone", name);
      camera.shoot(page, address("/setup/" + links.issue()), "setup-1", name);
      page.fill("#organisation", "Harbour Lane");
      next(page, camera, 2, name);
      page.selectOption("#zone", "Europe/Stockholm");
      next(page, camera, 3, name);
      page.fill("#name", "Elin Åkesson");
      page.fill("#email", "elin@harbour-lane.example");
      page.fill("#password", "a quiet harbour");
      next(page, camera, 4, name);
      page.check("input[value=now]");
      camera.shoot(page, "setup-4-now", name);
      page.check("input[value=later]");
      next(page, camera, 5, name);
    }
    camera.report();
  }

  private static void next(Page page, Camera camera, int step, String look) {
    page.locator("[data-next]:visible").first().click();
    camera.shoot(page, "setup-" + step, look);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
