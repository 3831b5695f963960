package helpdesk.metrics.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What service costs and earns in one period and one currency (docs/metrics.md, B.19). Whoever
 * keeps the books makes sure that currencies are never mixed. What is missing is null, and so is
 * everything computed from it or divided by 0.
 *
 * @param labour pay, overtime, benefits and taxes of those who serve
 * @param otherCost tools, rent and what else service costs
 * @param hours hours worked
 * @param costOfGoods what the goods that were sold had cost
 * @param customers how many bought
 * @param churn the share of customers who leave in a period, 0 to 1
 */
public record ServiceBooks(
    @Nullable BigDecimal labour,
    @Nullable BigDecimal otherCost,
    @Nullable BigDecimal hours,
    @Nullable BigDecimal revenue,
    @Nullable BigDecimal costOfGoods,
    @Nullable BigDecimal customers,
    @Nullable BigDecimal churn) {

  /** What service costs in all. */
  public @Nullable BigDecimal serviceCost() {
    return labour == null || otherCost == null ? null : labour.add(otherCost);
  }

  /** Of one hour worked. */
  public @Nullable BigDecimal hourlyLabourCost() {
    return quotient(labour, hours);
  }

  /** Of one ticket that was resolved in the period. */
  public @Nullable BigDecimal costPerIncident(long resolved) {
    return quotient(serviceCost(), BigDecimal.valueOf(resolved));
  }

  /** Of one contact that came in during the period. */
  public @Nullable BigDecimal costPerContact(long contacts) {
    return quotient(serviceCost(), BigDecimal.valueOf(contacts));
  }

  /** The guides' simple margin: revenue less the cost of service, an amount. */
  public @Nullable BigDecimal grossMargin() {
    BigDecimal cost = serviceCost();
    return revenue == null || cost == null ? null : revenue.subtract(cost);
  }

  /** The usual margin: revenue less the cost of goods, in percent of revenue. */
  public @Nullable BigDecimal usualMarginPercent() {
    BigDecimal margin = usualMargin();
    return margin == null ? null : quotient(margin.movePointRight(2), revenue);
  }

  /** The guides' simple value of a customer: the simple margin by customers. */
  public @Nullable BigDecimal lifetimeValue() {
    return quotient(grossMargin(), customers);
  }

  /** The usual value of a customer: the usual margin of one, by churn. */
  public @Nullable BigDecimal usualLifetimeValue() {
    return quotient(quotient(usualMargin(), customers), churn);
  }

  private @Nullable BigDecimal usualMargin() {
    return revenue == null || costOfGoods == null ? null : revenue.subtract(costOfGoods);
  }

  private static @Nullable BigDecimal quotient(
      @Nullable BigDecimal amount, @Nullable BigDecimal by) {
    if (amount == null || by == null || by.signum() == 0) return null;
    return amount.divide(by, MathContext.DECIMAL128);
  }
}
