package helpdesktest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test of everything below the web on a real, empty PostgreSQL of its own. The background workers
 * rest: a test runs what it wants to see; {@code @TestPropertySource(properties =
 * "helpdesk.workers=true")} lets them work.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = DatabaseTestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "helpdesk.workers=false")
@Import(TestDatabase.class)
public @interface DatabaseTest {}
