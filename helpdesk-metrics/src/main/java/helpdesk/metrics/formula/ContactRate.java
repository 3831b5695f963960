package helpdesk.metrics.formula;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much service the business causes (docs/metrics.md, B.1). Orders and customers of a period are
 * told from outside; where they are unknown or none, the rates by them are null.
 *
 * @param per100Orders tickets for every 100 orders
 * @param percentOfOrders orders about which there was any ticket, in percent
 * @param per100Customers tickets for every 100 customers
 * @param percentOfCustomers customers of whom there was any ticket, in percent
 */
public record ContactRate(
    @Nullable Double per100Orders,
    @Nullable Double percentOfOrders,
    @Nullable Double per100Customers,
    @Nullable Double percentOfCustomers) {
  /**
   * One ticket that counts as demand.
   *
   * @param order which order it is about, null if about none
   * @param customer whose it is, null if that is unknown
   */
  public record Contact(@Nullable String order, @Nullable String customer) {}

  /** The rates of one period. */
  public static ContactRate of(
      Collection<Contact> contacts, @Nullable Long orders, @Nullable Long customers) {
    long about = contacts.stream().map(Contact::order).filter(Objects::nonNull).distinct().count();
    long by = contacts.stream().map(Contact::customer).filter(Objects::nonNull).distinct().count();
    return new ContactRate(
        percent(contacts.size(), orders),
        percent(about, orders),
        percent(contacts.size(), customers),
        percent(by, customers));
  }

  private static @Nullable Double percent(long part, @Nullable Long whole) {
    return whole == null || whole == 0 ? null : 100.0 * part / whole;
  }
}
