package helpdesk.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxMessageSize the largest message that is taken, at most 250 MB
 * @param threads how many messages a node works on at once
 */
@ConfigurationProperties("helpdesk.intake")
record IntakeSettings(
    @DefaultValue("100MB") DataSize maxMessageSize, @DefaultValue("4") int threads) {
  private static final DataSize CEILING = DataSize.ofMegabytes(250);

  IntakeSettings {
    if (maxMessageSize.toBytes() < 1 || maxMessageSize.compareTo(CEILING) > 0) {
      throw new IllegalArgumentException(
          "helpdesk.intake.max-message-size must be between 1 byte and 250MB");
    }
    if (threads < 1 || threads > 16) {
      throw new IllegalArgumentException("helpdesk.intake.threads must be between 1 and 16");
    }
  }
}
