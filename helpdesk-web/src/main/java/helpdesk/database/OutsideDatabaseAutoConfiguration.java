package helpdesk.database;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Waits for a database that was named and is not there yet, before anybody asks it anything. */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnProperty("spring.datasource.url")
class OutsideDatabaseAutoConfiguration {
  @Bean
  static BeanPostProcessor databasePatience(Environment settings) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource database) {
          Duration patience =
              settings.getProperty(
                  "helpdesk.database.wait", Duration.class, Duration.ofSeconds(60));
          String address = settings.getProperty("spring.datasource.url", "");
          new DatabasePatience(address, patience, System.out::println).await(database);
        }
        return bean;
      }
    };
  }
}
