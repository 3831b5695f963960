package helpdesk.web.api.v1;

import helpdesk.contact.Contact;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.EmailAddress;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Query;
import helpdesk.web.api.RequiresScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The customers. */
@RestController
@RequestMapping("/api/v1/contacts")
@RequiresScope("tickets:read")
class ContactsApi {
  private final Contacts contacts;

  ContactsApi(Contacts contacts) {
    this.contacts = contacts;
  }

  /**
   * A customer.
   *
   * @param email the address we write to
   * @param emails all their addresses
   */
  record ContactShape(
      long id,
      @Nullable String name,
      @Nullable String email,
      List<String> emails,
      @Nullable String language,
      Instant createdAt) {
    static ContactShape of(Contact contact) {
      EmailAddress first = contact.email();
      return new ContactShape(
          contact.id().value(),
          contact.name(),
          first == null ? null : first.value(),
          contact.addresses().stream().map(EmailAddress::value).toList(),
          contact.language() == null ? null : contact.language().getLanguage(),
          contact.createdAt());
    }
  }

  @GetMapping
  ItemPage<ContactShape> list(@RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    EmailAddress email = query.email("email");
    if (email != null)
      return ItemPage.whole(contacts.byAddress(email).stream().map(ContactShape::of).toList());
    int size = query.size(ItemPage.USUAL);
    Long after = query.after();
    return ItemPage.of(
        contacts.page(after == null ? null : new ContactId(after), size + 1),
        size,
        contact -> contact.id().value(),
        ContactShape::of);
  }
}
