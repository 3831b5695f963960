package helpdesk.sample;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How large the sample is.
 *
 * @param tickets how many tickets it has
 * @param days over how many days until now they arrived
 * @param seed the same seed invents the same stories
 */
@Validated
@ConfigurationProperties("helpdesk.sample")
record SampleProperties(
    @DefaultValue("2400") @Positive int tickets,
    @DefaultValue("90") @Positive int days,
    @DefaultValue("1") long seed) {}
