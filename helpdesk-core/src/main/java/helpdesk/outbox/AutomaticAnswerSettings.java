package helpdesk.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often machines of ours answer one address.
 *
 * @param perHour automatic answers to one address within an hour
 * @param perDay automatic answers to one address within a day
 * @param floodMessages above so many messages within {@code floodWindow} an address gets none
 * @param floodWindow how far back messages of an address are counted
 */
@ConfigurationProperties("helpdesk.automatic-answers")
record AutomaticAnswerSettings(
    @DefaultValue("3") int perHour,
    @DefaultValue("10") int perDay,
    @DefaultValue("30") int floodMessages,
    @DefaultValue("10m") Duration floodWindow) {}
