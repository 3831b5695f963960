package helpdesk.metrics.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.workspace.Workspaces;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Of more values than are ranked one by one, ranks are off by 1 % at most and everything else is
 * exact. The transaction of the test takes the values back.
 */
@DatabaseTest
@Transactional
class ApproximateRanksTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Instant NOW = Instant.parse("2031-06-01T00:00:00Z");
  private static final int VALUES = Total.EXACT + 20_000;
  @Autowired Figures figures;
  @Autowired Workspaces workspaces;
  @Autowired JdbcClient jdbc;

  @Test
  void ranksOfVeryManyValuesAreOffByOnePercentAtMost() {
    if (workspaces.find().isEmpty()) workspaces.create("Acme", MADRID, Locale.ENGLISH);
    // from a second to eleven days, close together below and far apart above
    jdbc.sql(
            """
            INSERT INTO contribution (ticket_id, measure, n, at, known, calendar, business, channel, priority)
            SELECT 900000000 + i, 5, 0, CAST('2031-05-05T08:00:00Z' AS timestamptz) + i % 20 * interval '1 day',
                   CAST('2031-05-05T08:00:00Z' AS timestamptz) + i % 20 * interval '1 day',
                   1 + CAST(floor(power(CAST(i AS float8) / :values, 3) * 1000000) AS bigint), i % 5000, 'email', 'normal'
              FROM generate_series(1, :values) AS i
            """)
        .param("values", VALUES)
        .update();
    jdbc.sql(
            """
            INSERT INTO contribution (ticket_id, measure, n, at, known, channel, priority)
            VALUES (900000000, 28, 0, '2031-05-05T08:00:00Z', '2031-05-05T08:00:00Z', 'email', 'normal')
            """)
        .update();
    for (Clockwork clock : Clockwork.values()) {
      for (Filter filter : List.of(Filter.NONE, Filter.NONE.ofChannel(ChannelKind.EMAIL))) {
        Window window =
            Window.ofDates(LocalDate.parse("2031-05-01"), LocalDate.parse("2031-06-01"), MADRID);
        Asked asked = new Asked(window, NOW, clock, filter, null, null);
        Figure about = figures.of(Metric.FIRST_RESPONSE_TIME, asked);
        Figure exact = figures.of(Metric.FIRST_RESPONSE_TIME, inOneByOne(asked));
        assertThat(exact.n()).isEqualTo(VALUES);
        assertThat(about.n()).isEqualTo(VALUES);
        assertThat(value(about.mean())).isCloseTo(value(exact.mean()), withinPercentage(1e-9));
        assertThat(value(about.median())).isCloseTo(value(exact.median()), withinPercentage(1));
        assertThat(value(about.p90())).isCloseTo(value(exact.p90()), withinPercentage(1));
        assertThat(value(about.max())).isCloseTo(value(exact.max()), withinPercentage(1));
      }
    }
  }

  /** The same in a way that no sum knows. */
  private static Asked inOneByOne(Asked asked) {
    Filter f = asked.filter();
    return asked.of(
        new Filter(
            f.channel(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of("no such tag"),
            null,
            null,
            null,
            null,
            null));
  }

  private static double value(Double of) {
    return Objects.requireNonNull(of);
  }
}
