package helpdesk.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Brings the embedded database where neither the settings nor a test name another. The connections
 * are made from the server's bean, so they are closed before it stops.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
@Conditional(EmbeddedDatabaseAutoConfiguration.NoOtherNamed.class)
class EmbeddedDatabaseAutoConfiguration {
  @Bean(destroyMethod = "close")
  EmbeddedDatabase embeddedDatabase(@Value("${helpdesk.data-dir:./helpdesk-data}") Path directory) {
    return EmbeddedDatabase.start(directory, System.out::println);
  }

  @Bean
  JdbcConnectionDetails embeddedConnectionDetails(EmbeddedDatabase database) {
    return new Details(database);
  }

  /** An empty address is as good as none: a compose file cannot leave one out. */
  static class NoOtherNamed implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
    }
  }

  private record Details(EmbeddedDatabase database) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return database.user();
    }

    @Override
    public String getPassword() {
      return database.password();
    }

    @Override
    public String getJdbcUrl() {
      return database.url();
    }
  }
}
