package helpdesk.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class ErrorPagesTest {
  @Autowired DeskStories stories;
  @LocalServerPort int port;

  @Test
  void anAddressThatIsNoneIsAPageForPeopleAndNotForPrograms() {
    stories.agent("Noor Lind");
    Visitor noor = new Visitor(port).signIn("noor@desk.example", DeskStories.PASSWORD);

    HttpResponse<String> answer = noor.getPage("/nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("href=\"/\"").doesNotContain("nowhere");
  }
}
