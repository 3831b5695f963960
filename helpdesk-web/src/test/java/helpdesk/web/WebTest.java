package helpdesk.web;

import helpdesk.HelpdeskApplication;
import helpdesktest.StatementCount;
import helpdesktest.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application on a real port and a real, empty PostgreSQL, its workers working.
 * Tests that carry only this annotation share one running application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"helpdesk.setup-required=false", "helpdesk.reply-hold=0"})
@AutoConfigureMockMvc
@Import({TestDatabase.class, StatementCount.class, DeskStories.class})
public @interface WebTest {}
