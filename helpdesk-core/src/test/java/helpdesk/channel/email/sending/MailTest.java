package helpdesk.channel.email.sending;

import helpdesktest.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * A test of mail that leaves us, with a desk that has one mailbox and a clock that stands still.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@Import({MailDesk.Time.class, MailDesk.class})
public @interface MailTest {}
