package helpdesktest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the SQL statements that the current thread sends, so that a test can say how many a page
 * costs. Statements of the web session are kept apart.
 */
@TestConfiguration(proxyBeanMethods = false)
public class StatementCount {
  private static final ThreadLocal<@Nullable List<String>> SENT = new ThreadLocal<>();

  /** Work that may fail. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** The statements that the work sent from this thread, without those of the web session. */
  public static List<String> during(Work work) throws Exception {
    List<String> sent = new ArrayList<>();
    SENT.set(sent);
    try {
      work.run();
    } finally {
      SENT.remove();
    }
    sent.removeIf(sql -> sql.toLowerCase(Locale.ROOT).contains("spring_session"));
    return sent;
  }

  /** Puts the counter between the application and its pool. */
  @Bean
  static BeanPostProcessor statementCounter() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof Counting)
            ? new Counting(source)
            : bean;
      }
    };
  }

  private static final class Counting extends DelegatingDataSource {
    Counting(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
      return listening(Connection.class, super.getConnection(), null);
    }
  }

  private static <T> T listening(Class<T> type, T target, @Nullable String sql) {
    InvocationHandler handler = (proxy, method, args) -> call(target, method, args, sql);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      Object target, Method method, Object @Nullable [] args, @Nullable String sql)
      throws Throwable {
    String first = args != null && args[0] instanceof String text ? text : sql;
    List<String> sent = SENT.get();
    if (sent != null && first != null && method.getName().startsWith("execute")) sent.add(first);
    try {
      Object result = method.invoke(target, args);
      if (result instanceof Statement && target instanceof Connection)
        return wrapped(method.getReturnType(), result, first);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @SuppressWarnings("unchecked")
  private static Object wrapped(Class<?> type, Object statement, @Nullable String sql) {
    return listening((Class<Object>) type, statement, sql);
  }
}
