package helpdesk.web.api;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param rateLimit how many requests a second one token may make, over all nodes
 * @param maxBody the largest JSON body taken; mail and imports have limits of their own
 * @param maxImport the largest file of mail or of history taken
 */
@Validated
@ConfigurationProperties("helpdesk.api")
public record ApiProperties(
    @DefaultValue("100") @Positive int rateLimit,
    @DefaultValue("5MB") DataSize maxBody,
    @DefaultValue("500MB") DataSize maxImport) {}
