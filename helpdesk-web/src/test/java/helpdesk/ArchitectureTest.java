package helpdesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("helpdesk");

  @Test
  void theLayersKnowOnlyWhatIsBelowThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "helpdesk",
            "helpdesk.survey..",
            "helpdesk.metrics..",
            "helpdesk.sample..",
            "helpdesk.web..",
            "helpdesk.database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "helpdesk.survey..",
            "helpdesk.metrics..",
            "helpdesk.web..",
            "helpdesk.database..",
            "jakarta.servlet..",
            "org.springframework.web..",
            "org.thymeleaf..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("helpdesk.survey..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("helpdesk.metrics..", "helpdesk.web..", "helpdesk.database..")
        .allowEmptyShould(true)
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("helpdesk.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("helpdesk.web..", "helpdesk.database..")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void theFeaturesOfTheWebShareOnlyTheShellTheLiveStreamAndTheConventionsOfTheApi() {
    slices()
        .matching("helpdesk.web.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            JavaClass.Predicates.resideInAnyPackage(
                "helpdesk.web.shell..", "helpdesk.web.live..", "helpdesk.web.api"))
        // a ticket's page knows the list it was opened from
        .ignoreDependency(
            JavaClass.Predicates.resideInAPackage("helpdesk.web.ticket.."),
            JavaClass.Predicates.resideInAPackage("helpdesk.web.inbox.."))
        .check(PRODUCT);
  }

  @Test
  void timeComesFromTheInjectedClock() {
    for (Class<?> type :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      noClasses().should().callMethod(type, "now").check(PRODUCT);
    }
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(PRODUCT);
    noClasses().should().callConstructor(Date.class).check(PRODUCT);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("helpdesk.shared.TimeConfiguration")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(PRODUCT);
  }
}
