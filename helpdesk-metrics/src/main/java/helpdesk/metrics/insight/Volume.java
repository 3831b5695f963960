package helpdesk.metrics.insight;

import helpdesk.metrics.formula.DailyMean;
import helpdesk.metrics.formula.SpikeCause;
import helpdesk.metrics.formula.VolumeSpike;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets came in on each day, beside what is usual on its weekday.
 *
 * @param days those of the period, to come ones left out
 * @param mean how many came on a day that is over
 */
public record Volume(List<Day> days, DailyMean mean) {
  /**
   * A local date.
   *
   * @param usual the mean of the same weekdays of the 8 weeks before, null where fewer than 4 of
   *     them can be compared with
   * @param spike null of a day that still runs or is closed: neither is judged
   * @param holiday why it is closed, empty if that has no name, null where it is a day like others
   * @param tag the tag that explains a spike or a drop, null where there is none to explain
   * @param channel the same of the channel
   */
  public record Day(
      LocalDate date,
      long n,
      @Nullable Double usual,
      @Nullable VolumeSpike spike,
      @Nullable String holiday,
      @Nullable SpikeCause tag,
      @Nullable SpikeCause channel) {
    /** Whether it is out of the ordinary. */
    public boolean unusual() {
      return spike != null && spike.kind() != null && spike.kind() != VolumeSpike.Kind.NORMAL;
    }

    Day because(@Nullable SpikeCause tag, @Nullable SpikeCause channel) {
      return new Day(date, n, usual, spike, holiday, tag, channel);
    }
  }
}
