package helpdesk;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleBoundariesTest {
  @Test
  void featuresUseOnlyEachOthersPublicTypesAndFormNoCycle() {
    ApplicationModules.of(HelpdeskApplication.class).verify();
  }
}
