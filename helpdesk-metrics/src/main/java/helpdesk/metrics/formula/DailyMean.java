package helpdesk.metrics.formula;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many a day (docs/metrics.md, B.1). Only days that are over are counted, those without any
 * included: the running day would make every mean too low.
 *
 * @param days how many days of the period are over
 * @param mean per day, null before the first is over
 */
public record DailyMean(int days, @Nullable Double mean) {
  /**
   * @param perDay how many there were on each local date of the period
   * @param today the local date that is running
   */
  public static DailyMean of(Map<LocalDate, Long> perDay, LocalDate today) {
    List<Long> over =
        perDay.entrySet().stream()
            .filter(day -> day.getKey().isBefore(today))
            .map(Map.Entry::getValue)
            .toList();
    return new DailyMean(over.size(), Sample.of(over).mean());
  }
}
