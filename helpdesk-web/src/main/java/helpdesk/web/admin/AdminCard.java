package helpdesk.web.admin;

import java.util.function.LongSupplier;

/**
 * A card of the settings page. A feature with settings of its own adds a bean of this type.
 *
 * @param position the order of the cards
 * @param href where it leads
 * @param icon a name of the sprite
 * @param key message keys: {@code key} is its title, {@code key.text} what it is for
 * @param waiting how much there is to look at; shown unless 0
 */
record AdminCard(int position, String href, String icon, String key, LongSupplier waiting) {
  static AdminCard of(int position, String href, String icon, String key) {
    return new AdminCard(position, href, icon, key, () -> 0);
  }
}
