package helpdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebTest
class LoginTest {
  @Autowired MockMvcTester mvc;

  @Test
  void aStrangerIsAskedToSignInUnderAStrictContentPolicy() {
    assertThat(mvc.get().uri("/inbox")).hasStatus3xxRedirection();
    assertThat(mvc.get().uri("/login"))
        .hasStatusOk()
        .bodyText()
        .contains("Sign in")
        .doesNotContain("<style", "style=");
    assertThat(mvc.get().uri("/login"))
        .headers()
        .hasValue(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'");
  }
}
